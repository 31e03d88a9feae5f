-- The company's own feeds beside orders and customers, one typed table each.
-- Writer of every table: ingest. row_key is a keyed hash over source, feed and the key columns, so
-- numbers and visitors cannot be guessed from it. Identifiers are the keyed hashes of `evidence`;
-- of a value about a person the hash stands here and the text in journey_pii.feed_text. valid_to
-- is exclusive; none means open. Costs nothing on a large database: every table is new.

create table number_pool (
    row_key             uuid primary key,
    source_id           smallint not null references source,
    version             timestamptz,
    number              uuid not null,
    visitor             uuid not null,
    valid_from          timestamptz not null,
    valid_to            timestamptz,
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null
);
-- Serves the step from a number that was called to the visitor who saw it.
create index number_pool_number on number_pool (number, valid_from);
comment on table number_pool is
    'Telephone numbers shown to one visitor at a time. Key: number, visitor, valid_from';

create table survey (
    row_key             uuid primary key,
    source_id           smallint not null references source,
    version             timestamptz,
    contact_source      text collate "C" not null,
    contact_id          text collate "C" not null,
    kind                text collate "C" not null,
    scale               text collate "C",
    score               numeric(18, 4),
    comment             uuid,
    asked_at            timestamptz,
    answered_at         timestamptz,
    csat                smallint,
    nps                 smallint,
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null
);
-- Serves the step from a contact to its answers.
create index survey_contact on survey (contact_source, contact_id);
comment on table survey is
    'Answers of customers about a contact. Key: contact_source, contact_id, kind';
comment on column survey.csat is '1 satisfied, 0 not; only for kind csat with a score';
comment on column survey.nps is 'Score 0 to 10; only for kind nps';

create table agent (
    row_key             uuid primary key,
    source_id           smallint not null references source,
    version             timestamptz,
    person              uuid not null,
    source              text collate "C" not null,
    agent_id            text collate "C" not null,
    name                uuid,
    team                text collate "C",
    site                text collate "C",
    vendor              text collate "C",
    skills              text collate "C",
    valid_from          timestamptz,
    valid_to            timestamptz,
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null
);
-- Serves the step from the agent of a contact to team and site.
create index agent_login on agent (source, agent_id);
comment on table agent is
    'One human under the ids of several systems. Key: person, source, agent_id, valid_from';
comment on column agent.source is 'The system in which agent_id is used, as contacts name it';

create table agent_state (
    row_key             uuid primary key,
    source_id           smallint not null references source,
    version             timestamptz,
    source              text collate "C" not null,
    agent_id            text collate "C" not null,
    state               text collate "C" not null,
    valid_from          timestamptz not null,
    valid_to            timestamptz,
    max_chats           integer,
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null
);
-- Serves the search for the state of one agent at a time.
create index agent_state_login on agent_state (source, agent_id, valid_from);
comment on table agent_state is
    'Log-in and capacity of agents. Key: source, agent_id, state, valid_from';

create table calendar (
    row_key             uuid primary key,
    source_id           smallint not null references source,
    version             timestamptz,
    site                text collate "C",
    queue               text collate "C",
    channel             text collate "C",
    kind                text collate "C" not null,
    valid_from          timestamptz not null,
    valid_to            timestamptz,
    label               text collate "C",
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null
);
-- Serve in_hours: what holds at one moment, and how far the hours of a queue reach.
create index calendar_period on calendar using gist (tstzrange(valid_from, valid_to));
create index calendar_queue on calendar (kind, coalesce(queue, ''), valid_from);
comment on table calendar is
    'Opening hours and events; empty site, queue or channel: all of them. '
    'Key: site, queue, channel, kind, valid_from';

create table cost (
    row_key             uuid primary key,
    source_id           smallint not null references source,
    version             timestamptz,
    channel             text collate "C",
    team                text collate "C",
    rate_per_hour       numeric(18, 4) not null,
    line_rate_per_minute numeric(18, 4),
    currency            text collate "C",
    valid_from          timestamptz,
    valid_to            timestamptz,
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null
);
comment on table cost is
    'Cost of work and lines. Key: channel, team, currency, valid_from';

create table segment (
    row_key             uuid primary key,
    source_id           smallint not null references source,
    version             timestamptz,
    account             uuid not null,
    segment             text collate "C" not null,
    valid_from          timestamptz,
    valid_to            timestamptz,
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null
);
-- Serves the step from an account to its segments.
create index segment_account on segment (account, valid_from);
comment on table segment is 'Customer segments of accounts. Key: account, segment, valid_from';

create table experiment (
    row_key             uuid primary key,
    source_id           smallint not null references source,
    version             timestamptz,
    visitor             uuid not null,
    experiment          text collate "C" not null,
    variant             text collate "C" not null,
    assigned_at         timestamptz not null,
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null
);
-- Serves the comparison of the variants of one experiment.
create index experiment_visitor on experiment (experiment, visitor);
comment on table experiment is
    'First assignment of a visitor to a variant. Key: visitor, experiment, variant';

create table invite (
    row_key             uuid primary key,
    source_id           smallint not null references source,
    version             timestamptz,
    visitor             uuid not null,
    shown_at            timestamptz not null,
    page                text collate "C",
    accepted_at         timestamptz,
    dismissed_at        timestamptz,
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null
);
-- Serves the reports' date filters.
create index invite_shown on invite (shown_at);
comment on table invite is 'Proactive invitations to chat. Key: visitor, shown_at';
comment on column invite.page is 'The page as the page rules make it, the url of table page';

create table review (
    row_key             uuid primary key,
    source_id           smallint not null references source,
    version             timestamptz,
    review_id           text collate "C" not null,
    contact_source      text collate "C" not null,
    contact_id          text collate "C" not null,
    reviewer            uuid not null,
    grid_version        text collate "C" not null,
    element             text collate "C" not null,
    score               numeric(18, 4) not null,
    note                uuid,
    reviewed_at         timestamptz,
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null
);
-- Serves the step from a contact to its reviews.
create index review_contact on review (contact_source, contact_id);
comment on table review is 'Quality scores, one row an element. Key: review_id, element';

create table journey_pii.feed_text (
    row_key             uuid not null,
    field               text not null,
    value               text not null,
    constraint feed_text_key primary key (row_key, field)
);
comment on table journey_pii.feed_text is
    'Plain values about persons in feeds: survey comments, review notes, names and numbers of staff';

-- Up to when each source is loaded: its newest record. Feeds that are nothing a customer did have
-- no such time.
create or replace view source_complete as
select s.name as source, s.channel, newest.complete_through
from source as s
left join (
    select source_id, max(at) as complete_through
    from (
        select source_id, max(started_at) as at from contact group by source_id
        union all
        select source_id, max(converted_at) from conversion group by source_id
        union all
        select source_id, max(ended_at) from web_session group by source_id
    ) as record
    group by source_id
) as newest on newest.source_id = s.source_id
where s.channel not in ('master', 'feed');
