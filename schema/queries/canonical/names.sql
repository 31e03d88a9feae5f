-- title:   Names of records and identifiers
-- answers: What are a record and an identifier called in a text that is the same in every
--          installation?
-- grain:   one row of record_name a record, one of identifier_name an identifier
-- rules:   an identifier is called after its earliest evidence, dated before undated, then by the
--          name of the record and the place in it; in a web event the browser has place 0, the
--          login 1, the rest follows as in the sessions. Two identifiers that copies of one record
--          give the same place share a name, because nothing else tells them apart but their hash.

with touchpoint_name as not materialized (
    select c.contact_key as record_key, s.name || ':' || c.contact_id as record
    from contact as c
    inner join source as s on s.source_id = c.source_id
    union all
    select v.conversion_key, s.name || ':' || v.conversion_id
    from conversion as v
    inner join source as s on s.source_id = v.source_id
    union all
    select m.customer_key, s.name || ':' || m.customer_id
    from customer as m
    inner join source as s on s.source_id = m.source_id
    union all
    select w.session_key, s.name || ':' || w.session_id
    from web_session as w
    inner join source as s on s.source_id = w.source_id
),

event_name as not materialized (
    select
        w.event_key as record_key, s.name || ':' || w.message_id as record, w.browser, w.account,
        w.is_server_side, w.occurred_at
    from web_event as w
    inner join source as s on s.source_id = w.source_id
),

record_name as not materialized (
    select record_key, record from touchpoint_name
    union all
    select l.leg_key, s.name || ':' || l.call_id || '#' || l.leg_id
    from contact_leg as l
    inner join source as s on s.source_id = l.source_id
),

-- A record that only evidence speaks of has no name; its key is made from the name alone.
named_evidence as not materialized (
    select
        e.identifier, e.kind, e.role, e.seen_at, e.valid_to, e.ordinal, e.touchpoint_key,
        coalesce(n.record, e.record_key::text) as record
    from evidence as e
    left join record_name as n on n.record_key = e.record_key
    where not e.on_web_event
    union all
    select
        e.identifier, e.kind, e.role, e.seen_at, e.valid_to, 2 + e.ordinal, e.touchpoint_key,
        coalesce(n.record, e.record_key::text)
    from evidence as e
    left join event_name as n on n.record_key = e.record_key
    where e.on_web_event
    union all
    select
        t.identifier, t.kind, 2::smallint, t.seen_at, null, 1000 + t.ordinal, t.touchpoint_key,
        coalesce(n.record, t.touchpoint_key::text)
    from typed_evidence as t
    left join touchpoint_name as n on n.record_key = t.touchpoint_key
),

first_browser as (
    select distinct on (browser) browser, occurred_at, record
    from event_name
    where not is_server_side
    order by browser, occurred_at, record collate "C"
),

first_login as (
    select distinct on (account) account, occurred_at, record
    from event_name
    where account is not null
    order by account, occurred_at, record collate "C"
),

stated as (
    select identifier, kind, seen_at, record, ordinal from named_evidence
    union all
    select browser, 4, occurred_at, record, 0 from first_browser
    union all
    select account, 1, occurred_at, record, 1 from first_login
),

-- What all spellings of a value share is called after the earliest of them, too.
sighting as (
    select identifier, kind, seen_at, record, ordinal from stated
    union all
    select r.same_as, s.kind, s.seen_at, s.record, s.ordinal
    from stated as s
    inner join identifier_rule as r on r.identifier = s.identifier
    where r.same_as is not null
),

ranked as (
    select
        identifier, record, ordinal, max(kind) over (partition by identifier) as kind,
        row_number() over (
            partition by identifier order by seen_at nulls last, record collate "C", ordinal
        ) as rank
    from sighting
),

identifier_name as materialized (
    select
        identifier,
        (array['account', 'email', 'phone', 'browser', 'visitor', 'order', 'reference', 'name',
            'contact'])[kind] || '@' || record || '#' || ordinal as name
    from ranked
    where rank = 1
)
