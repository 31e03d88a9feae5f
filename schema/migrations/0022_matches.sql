-- Records that fit in time and content without a common value: the pages that a chat lists, and
-- numbers that are clicked and called. On a large database the index by clicks costs one reading of
-- all web events; the tables are new, and the view changes at once.

-- writer: ingest. A page that the visitor of a chat saw, as the chat tool lists it: the union of
-- all copies of the highest version, as evidence is.
create table chat_page (
    contact_key         uuid not null,
    seen_at             timestamptz not null,
    page_id             integer not null,
    run_id              integer not null,
    file_id             integer not null,
    line                bigint not null,
    constraint chat_page_key primary key (contact_key, seen_at, page_id)
);
-- Serves the search for chats around web events that a stitch has not seen.
create index chat_page_seen on chat_page (seen_at);

-- writer: stitch. The browser that a chat or a call without one was matched with.
create table matched_evidence (
    touchpoint_key      uuid not null,
    identifier          uuid not null,
    role                smallint not null,
    ordinal             smallint not null,
    seen_at             timestamptz not null,
    constraint matched_evidence_key primary key (touchpoint_key, identifier)
);
-- Serves verdicts: all evidence of one value.
create index matched_evidence_identifier on matched_evidence (identifier);

-- Serves the search for clicks right before a call.
create index web_event_click on web_event (occurred_at) where is_phone_click;

-- As before, with what was matched. Evidence of role 7 names the company's own number that was
-- clicked or dialled: it identifies nobody. What leaves rows out stands outside the union, and the
-- types agree: only so the planner looks single records and values up by the tables' indexes.
create or replace view touchpoint_evidence as
select
    e.touchpoint_key, e.record_key, e.identifier, e.role, e.kind, e.ordinal, e.seen_at, e.valid_to
from (
    select
        touchpoint_key, record_key, identifier, role, kind, ordinal, seen_at, valid_to,
        on_web_event or role = 7 as is_elsewhere
    from evidence
    union all
    select
        session_key, event_key, identifier, role, kind, ordinal, seen_at, null::timestamptz, false
    from session_evidence
    union all
    select
        touchpoint_key, touchpoint_key, identifier, 2::smallint, kind, ordinal, seen_at,
        null::timestamptz, false
    from typed_evidence
    union all
    select
        touchpoint_key, touchpoint_key, identifier, role, 4::smallint, ordinal, seen_at,
        null::timestamptz, false
    from matched_evidence
) as e
where not e.is_elsewhere;
