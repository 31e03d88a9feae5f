-- What was believed when. A record that an ingest changes after a stitch has seen it stays as a version,
-- and each stitch keeps what it worked with beside the facts, so that its reports can be made again.
-- Costs nothing on a large database: the tables are new, and a column with a constant default is not
-- written to the rows there are. States are kept from the first stitch after this on.

-- Which run brought a message; 0 for those that were there before.
alter table chat_turn add column run_id integer not null default 0;

-- writer: ingest, all of them. A row as it stood until the run superseded_by changed or removed it; the
-- other columns are those of the table before _version, in its order. Rows are written at the end and
-- read from one end to the other, so there is no index.
create table web_event_version (superseded_by integer not null, like web_event);
create table contact_version (superseded_by integer not null, like contact);
create table contact_leg_version (superseded_by integer not null, like contact_leg);
create table chat_page_version (superseded_by integer not null, like chat_page);
create table chat_turn_version (superseded_by integer not null, like chat_turn);
create table conversion_version (superseded_by integer not null, like conversion);
create table customer_version (superseded_by integer not null, like customer);
create table evidence_version (superseded_by integer not null, like evidence);
create table number_pool_version (superseded_by integer not null, like number_pool);
create table survey_version (superseded_by integer not null, like survey);
create table agent_version (superseded_by integer not null, like agent);
create table agent_state_version (superseded_by integer not null, like agent_state);
create table calendar_version (superseded_by integer not null, like calendar);
create table cost_version (superseded_by integer not null, like cost);
create table segment_version (superseded_by integer not null, like segment);
create table experiment_version (superseded_by integer not null, like experiment);
create table invite_version (superseded_by integer not null, like invite);
create table review_version (superseded_by integer not null, like review);
create table journey_pii.turn_text_version (
    superseded_by integer not null, like journey_pii.turn_text
);

-- writer: stitch. What it worked with and no fact tells.
create table stitch_run (
    run_id              integer not null,
    facts_through       integer not null,
    rules_version       text not null,
    stitched_at         timestamptz not null default clock_timestamp(),
    site_time_zone      text,
    sources             smallint[] not null,
    -- Source, word and topic of each entry; null where they are those of the stitch before.
    topics              jsonb,
    constraint stitch_run_key primary key (run_id)
);

-- writer: stitch. Files of rules by the version they make; null for the built-in rules. They list values
-- of people, so they stand with the personal data.
create table journey_pii.rules_text (
    rules_version       text not null,
    text                text,
    constraint rules_text_key primary key (rules_version)
);
