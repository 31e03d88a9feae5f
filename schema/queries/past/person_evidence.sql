-- answers: What joins the parts of a person that the other state holds for several, and what does that
--          state say of it?
-- grain:   at most one row: a decision, else the value that the earliest records of two parts share;
--          only without one a value that a record brings which the other state does not know
-- param:   $1 the person, in the state that joins

with member as (
    select
        j.touchpoint_key, p.probable_person as part, t.started_at,
        (s.name || ':' || t.record_id) collate "C" as record
    from {joined}.person_of as j
    join {joined}.touchpoint as t using (touchpoint_key)
    join {joined}.source as s using (source_id)
    left join {apart}.person_of as p on p.touchpoint_key = j.touchpoint_key
    where j.probable_person = $1::uuid
),
-- The earliest record of each part that carries a slice of a value.
carrier as (
    select distinct on (e.identifier, e.slice, m.part)
        e.identifier, e.slice, e.kind, m.part, m.touchpoint_key, m.started_at, m.record
    from member as m
    join {joined}.identity_edge as e using (touchpoint_key)
    order by e.identifier, e.slice, m.part, m.started_at, m.record
),
link as (
    select
        1 as rank, null::smallint as kind, null::uuid as identifier, a.touchpoint_key as first_key,
        b.touchpoint_key as second_key, a.started_at, a.record as first_record,
        b.record as second_record
    from {joined}.decided_pair as d
    join member as a on a.touchpoint_key = d.first_key
    join member as b on b.touchpoint_key = d.second_key
    where d.ruling = 'merge' and a.part is distinct from b.part
    union all
    select
        case when a.part is null or b.part is null then 3 else 2 end, a.kind, a.identifier,
        a.touchpoint_key, b.touchpoint_key, a.started_at, a.record, b.record
    from carrier as a
    join carrier as b on b.identifier = a.identifier and b.slice = a.slice
    where a.part is distinct from b.part and (a.started_at, a.record) < (b.started_at, b.record)
),
chosen as (
    select * from link order by rank, kind, started_at, first_record, second_record limit 1
)
select
    c.kind, v.value, c.first_record, c.second_record, c.rank = 1 as is_decision,
    c.rank = 3 as is_new_record,
    coalesce(
        (
            select 'a decision keeps them apart'
            from {apart}.decided_pair as d
            where d.ruling = 'split'
                and d.first_key in (select touchpoint_key from member)
                and d.second_key in (select touchpoint_key from member)
            limit 1
        ),
        (
            select r.reason
            from {apart}.refused_link as r
            where r.identifier = c.identifier and r.touchpoint_key in (c.first_key, c.second_key)
            order by r.reason collate "C"
            limit 1
        ),
        (
            select concat_ws(': ', d.verdict, d.reason)
            from {apart}.identifier_verdict as d
            where d.identifier = c.identifier and d.verdict <> 'joins'
        )
    ) as otherwise
from chosen as c
left join journey_pii.identifier_value as v on v.identifier = c.identifier;
