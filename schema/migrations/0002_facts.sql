-- Facts as the sources gave them. Keys are made from content: the first 128 bits of SHA-256 over
-- the record name, and of HMAC-SHA-256 over kind, space and value for identifiers. Times are UTC.
-- Durations end in _ms. Costs nothing on a large database: every table is new.

-- writer: ingest. A page is a URL after the page rules.
create table page (
    page_id             integer generated always as identity primary key,
    url                 text collate "C" not null,
    page_group          text not null,
    constraint page_url_unique unique (url)
);

-- writer: ingest. One row an event id ever seen: what makes loading twice harmless.
create table web_event_key (
    event_key           uuid primary key,
    occurred_at         timestamptz not null
);

-- writer: ingest. Append only but for a copy with an earlier time. No unique key of its own: one on
-- random ids costs two thirds of the load rate.
create table web_event (
    occurred_at         timestamptz not null,
    event_key           uuid not null,
    browser             uuid not null,
    account             uuid,
    page_id             integer,
    referrer_page_id    integer,
    source_id           smallint not null,
    kind                smallint not null,
    device              smallint not null,
    is_bot              boolean not null,
    is_server_side      boolean not null,
    is_phone_click      boolean not null,
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null,
    message_id          text collate "C" not null,
    name                text collate "C",
    session_ref         text collate "C",
    campaign            text collate "C",
    language            text collate "C"
) partition by range (occurred_at);

-- Serves the session step: the events of one browser in time order.
create index web_event_browser on web_event (browser, occurred_at);
-- Serves the merge (move to an earlier time) and explain.
create index web_event_event on web_event (event_key);
-- Serves the search for events that a stitch has not seen.
create index web_event_run on web_event using brin (run_id);

create table web_event_default partition of web_event default;

-- Makes the partition of one month where it is missing.
create function ensure_web_event_month(month date) returns void
language plpgsql as $$
declare
    first_day date := date_trunc('month', month)::date;
    partition_name text := 'web_event_' || to_char(month, 'YYYY_MM');
begin
    if to_regclass(quote_ident(current_schema()) || '.' || partition_name) is null then
        execute format(
            'create table %I partition of web_event for values from (%L) to (%L)',
            partition_name, first_day::timestamp at time zone 'UTC',
            (first_day + interval '1 month')::timestamp at time zone 'UTC'
        );
    end if;
end $$;

-- writer: ingest. A chat, or a call; of leg formats the call is computed from all its legs.
create table contact (
    contact_key         uuid primary key,
    source_id           smallint not null references source,
    contact_id          text collate "C" not null,
    channel             text not null,
    version             timestamptz,
    direction           text collate "C" not null,
    initiated_by        text collate "C" not null,
    started_at          timestamptz not null,
    answered_at         timestamptz,
    ended_at            timestamptz,
    last_human_at       timestamptz,
    outcome             text collate "C" not null,
    is_dropped          boolean not null default false,
    is_bot              boolean not null default false,
    queue               text collate "C",
    agent               text collate "C",
    brand               text collate "C",
    tags                text collate "C",
    chain_id            text collate "C",
    transferred_to      text collate "C",
    transfers           smallint not null default 0,
    wait_ms             bigint,
    first_response_ms   bigint,
    talk_ms             bigint,
    hold_ms             bigint,
    wrap_ms             bigint,
    handle_ms           bigint,
    asked_to_call       boolean not null default false,
    page_id             integer,
    device              smallint not null default 0,
    language            text collate "C",
    csat                smallint,
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null,
    constraint contact_source_unique unique (source_id, contact_id)
);
-- Serves the reports' date filters.
create index contact_started on contact (started_at);
-- Serves the search for contacts that a stitch has not seen.
create index contact_run on contact (run_id);

-- writer: ingest
create table contact_leg (
    leg_key             uuid primary key,
    contact_key         uuid not null,
    source_id           smallint not null,
    leg_id              text collate "C" not null,
    call_id             text collate "C" not null,
    direction           text collate "C" not null,
    started_at          timestamptz not null,
    answered_at         timestamptz,
    ended_at            timestamptz,
    outcome             text collate "C" not null,
    queue               text collate "C",
    agent               text collate "C",
    dialled             text collate "C",
    talk_ms             bigint,
    sequence            bigint,
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null
);
-- Serves the fold of legs into calls.
create index contact_leg_contact on contact_leg (contact_key, started_at);

-- writer: ingest. Who wrote when; the text stands in journey_pii.turn_text.
create table chat_turn (
    contact_key         uuid not null,
    ordinal             smallint not null,
    at                  timestamptz not null,
    author              smallint not null,
    agent               text collate "C",
    constraint chat_turn_key primary key (contact_key, ordinal)
);

-- writer: ingest
create table conversion (
    conversion_key      uuid primary key,
    source_id           smallint not null references source,
    conversion_id       text collate "C" not null,
    version             timestamptz,
    converted_at        timestamptz not null,
    amount              numeric(18, 4) not null,
    refunded            numeric(18, 4) not null default 0,
    currency            text collate "C" not null,
    sales_channel       text collate "C",
    status              text collate "C",
    goal                text collate "C" not null,
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null,
    constraint conversion_source_unique unique (source_id, conversion_id)
);
-- Serves the reports' date filters.
create index conversion_converted on conversion (converted_at);
create index conversion_run on conversion (run_id);

-- writer: ingest. One row of the customer master.
create table customer (
    customer_key        uuid primary key,
    source_id           smallint not null references source,
    customer_id         text collate "C" not null,
    version             timestamptz,
    seen_at             timestamptz,
    brand               text collate "C",
    segment             text collate "C",
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null,
    constraint customer_source_unique unique (source_id, customer_id)
);
create index customer_run on customer (run_id);

-- writer: ingest. What ties a record to an identifier. touchpoint_key is the contact, conversion or
-- customer; for web events the event, whose session inherits it. record_key is the record that
-- says so (a leg of the call, else the same).
create table evidence (
    record_key          uuid not null,
    identifier          uuid not null,
    role                smallint not null,
    touchpoint_key      uuid not null,
    on_web_event        boolean not null,
    kind                smallint not null,
    ordinal             smallint not null,
    seen_at             timestamptz,
    valid_to            timestamptz,
    source_id           smallint not null,
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null,
    constraint evidence_key primary key (record_key, identifier, role)
);
-- Serves verdicts: all evidence of one value.
create index evidence_identifier on evidence (identifier);
-- Serves explain and the solver: all evidence of one touchpoint.
create index evidence_touchpoint on evidence (touchpoint_key);
create index evidence_run on evidence (run_id);

-- writer: ingest. The only plain copy of a distinct account, e-mail, phone and order number.
create table journey_pii.identifier_value (
    identifier          uuid primary key,
    kind                smallint not null,
    value               text not null
);

-- writer: ingest
create table journey_pii.turn_text (
    contact_key         uuid not null,
    ordinal             smallint not null,
    text                text not null,
    constraint turn_text_key primary key (contact_key, ordinal)
);

-- writer: topics map. The company's common topics for each source's words.
create table topic_map (
    source              text collate "C" not null,
    word                text collate "C" not null,
    topic               text collate "C" not null,
    constraint topic_map_key primary key (source, word)
);
