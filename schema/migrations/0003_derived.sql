-- Derived by stitch from facts and rules alone; may be emptied and rebuilt to the same bytes.
-- Costs nothing on a large database: every table is new.

-- writer: stitch. Page views and other events of one browser.
create table web_session (
    session_key         uuid primary key,
    source_id           smallint not null,
    session_id          text collate "C" not null,
    browser             uuid not null,
    session_ref         text collate "C",
    account             uuid,
    is_server_side      boolean not null,
    started_at          timestamptz not null,
    ended_at            timestamptz not null,
    last_message_id     text collate "C" not null,
    events              integer not null,
    page_views          integer not null,
    entry_page_id       integer,
    device              smallint not null,
    campaign            text collate "C",
    language            text collate "C"
);
-- Serves the step from an event to its session.
create index web_session_browser on web_session (browser, started_at);
create index web_session_started on web_session (started_at);

-- writer: stitch. Which pages a session saw, and how often, for the reports by page.
create table session_page (
    session_key         uuid not null,
    page_id             integer not null,
    views               integer not null,
    constraint session_page_key primary key (session_key, page_id)
);

-- writer: stitch. Evidence of a session, inherited from its events: each value once.
create table session_evidence (
    session_key         uuid not null,
    identifier          uuid not null,
    role                smallint not null,
    kind                smallint not null,
    ordinal             smallint not null,
    seen_at             timestamptz not null,
    event_key           uuid not null,
    constraint session_evidence_key primary key (session_key, identifier, role)
);
create index session_evidence_identifier on session_evidence (identifier);

-- Everything a customer did, one shape, and the rows of the customer master that join it. Internal
-- calls and bots are nobody's.
create view touchpoint as
select
    session_key as touchpoint_key, 'web' as channel, source_id, session_id as record_id,
    started_at, ended_at
from web_session
union all
select contact_key, channel, source_id, contact_id, started_at, ended_at
from contact
where direction <> 'internal'
union all
select conversion_key, 'conversion', source_id, conversion_id, converted_at, converted_at
from conversion
union all
select customer_key, 'master', source_id, customer_id, seen_at, null
from customer;

-- All evidence, one shape: what a touchpoint says about who it was.
create view touchpoint_evidence as
select
    e.touchpoint_key, e.record_key, e.identifier, e.role, e.kind, e.ordinal, e.seen_at, e.valid_to
from evidence as e
where not e.on_web_event
union all
select
    s.session_key, s.event_key, s.identifier, s.role, s.kind, s.ordinal, s.seen_at, null
from session_evidence as s;

-- writer: stitch. What is known of each value that joins: its verdict, from its own evidence.
create table identifier_verdict (
    identifier          uuid primary key,
    kind                smallint not null,
    verdict             text not null,
    reason              text,
    sightings           integer not null,
    owners              integer not null,
    slices              integer not null,
    constraint identifier_verdict_known check (verdict in ('joins', 'generic', 'unissued'))
);

-- writer: stitch. One time slice of a value, and whose it was.
create table identifier_interval (
    identifier          uuid not null,
    slice               smallint not null,
    owner               uuid,
    first_seen          timestamptz,
    last_seen           timestamptz,
    constraint identifier_interval_key primary key (identifier, slice)
);

-- writer: stitch. The edges of the graph: a touchpoint and the slice it belongs to.
create table identity_edge (
    touchpoint_key      uuid not null,
    identifier          uuid not null,
    slice               smallint not null,
    kind                smallint not null,
    role                smallint not null,
    ordinal             smallint not null,
    seen_at             timestamptz,
    constraint identity_edge_key primary key (touchpoint_key, identifier)
);
create index identity_edge_identifier on identity_edge (identifier, slice);

-- writer: stitch
create table person (
    person_id           uuid primary key,
    founder             text collate "C" not null,
    founded_at          timestamptz not null,
    touchpoints         integer not null
);

-- writer: stitch. The three nested answers for every touchpoint.
create table person_of (
    touchpoint_key      uuid primary key,
    channel             text not null,
    block               uuid not null,
    certain_person      uuid not null,
    probable_person     uuid not null,
    possible_person     uuid not null,
    basis               text not null,
    probability         real
);
create index person_of_block on person_of (block);
create index person_of_certain on person_of (certain_person);
create index person_of_probable on person_of (probable_person);
create index person_of_possible on person_of (possible_person);

-- writer: stitch. Joins that broke a rule, kept with the reason.
create table refused_link (
    touchpoint_key      uuid not null,
    identifier          uuid not null,
    slice               smallint not null,
    block               uuid not null,
    reason              text not null,
    constraint refused_link_key primary key (touchpoint_key, identifier)
);
create index refused_link_block on refused_link (block);

-- writer: stitch. Ids once published and no longer leading; history, never emptied.
create table person_alias (
    person_id           uuid not null,
    now_person_id       uuid not null,
    run_id              integer not null,
    constraint person_alias_key primary key (person_id)
);

-- writer: stitch. Touchpoints of one person in time order, cut by silence.
create table journey_step (
    journey_id          uuid not null,
    step                integer not null,
    person_id           uuid not null,
    touchpoint_key      uuid not null,
    channel             text not null,
    started_at          timestamptz not null,
    ended_at            timestamptz,
    constraint journey_step_key primary key (journey_id, step)
);
create index journey_step_person on journey_step (person_id);
create index journey_step_touchpoint on journey_step (touchpoint_key);

-- writer: stitch. The tracked session in which a chat began, and its page.
create table chat_session (
    contact_key         uuid primary key,
    session_key         uuid not null,
    page_id             integer,
    page_before_id      integer
);
create index chat_session_session on chat_session (session_key);

-- writer: stitch. Up to which run each fact is reflected in the derived tables.
create table stitch_state (
    one                 boolean primary key default true,
    last_run_id         integer not null,
    rules_version       text not null,
    constraint stitch_state_one check (one)
);
