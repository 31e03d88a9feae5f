-- title:   Staging tables of one connection
-- answers: What does the batch being loaded hold?
-- grain:   one row a record part, in the order read; see clear_staging.sql

-- Copies of stored web events that place them earlier, with the time they have now.
create temporary table if not exists moved_web_event (
    like web_event, known_at timestamptz not null
);

-- Stored web events that came again, with their time after this batch.
create temporary table if not exists known_web_event (
    event_key           uuid not null,
    occurred_at         timestamptz not null
);

create temporary table if not exists stage_contact (
    record              integer not null,
    contact_key         uuid not null,
    contact_id          text collate "C" not null,
    channel             text collate "C" not null,
    version             timestamptz,
    direction           text collate "C" not null,
    initiated_by        text collate "C" not null,
    started_at          timestamptz not null,
    answered_at         timestamptz,
    ended_at            timestamptz,
    last_human_at       timestamptz,
    outcome             text collate "C" not null,
    is_dropped          boolean not null,
    is_bot              boolean not null,
    queue               text collate "C",
    agent               text collate "C",
    brand               text collate "C",
    tags                text collate "C",
    chain_id            text collate "C",
    transferred_to      text collate "C",
    transfers           smallint not null,
    wait_ms             bigint,
    first_response_ms   bigint,
    talk_ms             bigint,
    hold_ms             bigint,
    wrap_ms             bigint,
    handle_ms           bigint,
    asked_to_call       boolean not null,
    page_url            text collate "C",
    device              smallint not null,
    language            text collate "C",
    csat                smallint,
    line                bigint not null
);

-- Each staged copy with everything known up to and including it folded in.
create temporary table if not exists fold_contact (
    like stage_contact,
    -- Number and digest of the turns of this copy, and of the copy that has won so far.
    own_rank            text collate "C" not null,
    turn_rank           text collate "C" not null,
    is_last             boolean not null,
    is_changed          boolean not null
);

create temporary table if not exists stage_turn (
    record              integer not null,
    contact_key         uuid not null,
    ordinal             smallint not null,
    at                  timestamptz not null,
    author              smallint not null,
    agent               text collate "C",
    text                text collate "C" not null
);

create temporary table if not exists stage_chat_page (
    record              integer not null,
    contact_key         uuid not null,
    seen_at             timestamptz not null,
    page_id             integer not null,
    line                bigint not null
);

-- The staged copy from which a contact takes its turns.
create temporary table if not exists turn_choice (
    contact_key         uuid not null,
    record              integer not null
);

create temporary table if not exists stage_leg (
    record              integer not null,
    leg_key             uuid not null,
    contact_key         uuid not null,
    leg_id              text collate "C" not null,
    call_id             text collate "C" not null,
    channel_key         uuid,
    follows_key         uuid,
    channel             text collate "C" not null,
    version             timestamptz,
    event               text collate "C",
    direction           text collate "C" not null,
    started_at          timestamptz not null,
    answered_at         timestamptz,
    ended_at            timestamptz,
    last_human_at       timestamptz,
    outcome             text collate "C" not null,
    is_dropped          boolean not null,
    queue               text collate "C",
    agent               text collate "C",
    dialled             text collate "C",
    chain_id            text collate "C",
    transferred_to      text collate "C",
    is_transfer         boolean not null,
    wait_ms             bigint,
    first_response_ms   bigint,
    talk_ms             bigint,
    hold_ms             bigint,
    wrap_ms             bigint,
    sequence            bigint,
    line                bigint not null
);

create temporary table if not exists fold_leg (
    like stage_leg, is_last boolean not null, is_changed boolean not null
);

-- Legs that are part of another contact than before.
create temporary table if not exists moved_leg (
    leg_key             uuid not null,
    from_key            uuid not null,
    to_key              uuid not null
);

-- Contacts to be computed anew, in their parts: legs, and visits to a queue made of its events.
create temporary table if not exists call_part (
    contact_key         uuid not null,
    -- The caller's channel: a queue's events are those of one channel.
    strand              uuid not null,
    is_leg              boolean not null,
    -- The queue knows better how this leg ended.
    is_overruled        boolean not null,
    is_handled          boolean not null,
    part_id             text collate "C" not null,
    -- The contact's own id, where the part is what gives it its name.
    contact_id          text collate "C",
    channel             text collate "C" not null,
    direction           text collate "C" not null,
    started_at          timestamptz not null,
    answered_at         timestamptz,
    talked_until        timestamptz,
    ended_at            timestamptz,
    last_human_at       timestamptz,
    outcome             text collate "C" not null,
    is_dropped          boolean not null,
    queue               text collate "C",
    agent               text collate "C",
    chain_id            text collate "C",
    transferred_to      text collate "C",
    transfers           bigint not null,
    wait_ms             bigint,
    first_response_ms   bigint,
    hold_ms             bigint,
    wrap_ms             bigint,
    sequence            bigint,
    line                bigint not null
);

create temporary table if not exists stage_conversion (
    record              integer not null,
    conversion_key      uuid not null,
    conversion_id       text collate "C" not null,
    version             timestamptz,
    converted_at        timestamptz not null,
    amount              bigint not null,
    refunded            bigint not null,
    currency            text collate "C" not null,
    sales_channel       text collate "C",
    status              text collate "C",
    goal                text collate "C" not null,
    line                bigint not null
);

create temporary table if not exists fold_conversion (
    like stage_conversion, is_last boolean not null, is_changed boolean not null
);

create temporary table if not exists stage_customer (
    record              integer not null,
    customer_key        uuid not null,
    customer_id         text collate "C" not null,
    version             timestamptz,
    seen_at             timestamptz,
    brand               text collate "C",
    segment             text collate "C",
    line                bigint not null
);

create temporary table if not exists fold_customer (
    like stage_customer, is_last boolean not null, is_changed boolean not null
);

create temporary table if not exists stage_evidence (
    record              integer not null,
    record_key          uuid not null,
    identifier          uuid not null,
    role                smallint not null,
    touchpoint_key      uuid not null,
    on_web_event        boolean not null,
    kind                smallint not null,
    ordinal             smallint not null,
    seen_at             timestamptz,
    valid_to            timestamptz,
    line                bigint not null,
    -- The record says nothing else, so that the evidence alone decides what becomes of it.
    is_alone            boolean not null
);

create temporary table if not exists changed_evidence (
    record_key          uuid not null,
    identifier          uuid not null,
    role                smallint not null,
    touchpoint_key      uuid not null,
    on_web_event        boolean not null,
    is_new              boolean not null
);

create temporary table if not exists stage_identifier_value (
    identifier          uuid not null,
    kind                smallint not null,
    value               text not null
);

create temporary table if not exists stage_reject (
    reason              text not null,
    raw_sha256          bytea not null,
    byte_offset         bigint not null,
    line                bigint not null,
    field               text not null,
    message             text not null,
    length              bigint not null,
    raw                 bytea not null
);

-- What became of a part of a record: 1 accepted, 2 updated, 3 duplicate, 4 outdated. Accepted web
-- events have no row here: they are the rule.
create temporary table if not exists part_outcome (
    record              integer not null,
    record_key          uuid not null,
    class               smallint not null
);

-- Staged copies below the highest version of their key: their evidence does not count.
create temporary table if not exists superseded_copy (
    record              integer not null,
    record_key          uuid not null
);

-- Stored records that a higher version replaces as a whole.
create temporary table if not exists replaced_record (
    record_key          uuid not null
);

create temporary table if not exists stage_feed (
    record              integer not null,
    feed                text collate "C" not null,
    row_key             uuid not null,
    version             timestamptz,
    -- One an entry of the feed's columns, as journey_pii.feed_content has them.
    fields              text[] collate "C" not null,
    line                bigint not null
);

-- The copy of each row that counts, where it is not what is stored.
create temporary table if not exists fold_feed (
    row_key             uuid not null,
    version             timestamptz,
    fields              text[] collate "C" not null,
    line                bigint not null
);

-- Statements of a load run once on fresh tables, whose size the planner guesses: compiling them
-- costs more than they do.
set jit = off;
