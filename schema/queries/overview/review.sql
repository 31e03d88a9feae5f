-- answers: Which joins were refused that nobody settled yet? Those that a decision forbids are settled.
-- param:   $1 reason of links that a decision forbids
-- rules:   the other record is the earliest that carries the value and was not refused

with question as (
    select
        r.touchpoint_key as key, o.touchpoint_key as other_key, r.reason, e.kind, e.role,
        e.seen_at, o.seen_at as other_seen_at, r.identifier,
        left(md5(r.touchpoint_key::text || r.identifier::text), 12) as id
    from refused_link as r
    join identity_edge as e
        on e.touchpoint_key = r.touchpoint_key and e.identifier = r.identifier
    left join lateral (
        select d.touchpoint_key, d.seen_at
        from identity_edge as d
        join touchpoint as t on t.touchpoint_key = d.touchpoint_key
        join source as s on s.source_id = t.source_id
        where d.identifier = r.identifier and d.slice = r.slice
            and not exists (
                select from refused_link as x
                where x.touchpoint_key = d.touchpoint_key and x.identifier = d.identifier
            )
        order by d.seen_at nulls first, s.name collate "C", t.record_id collate "C"
        limit 1
    ) as o on true
    where r.reason <> $1
        and not exists (
            select from person_decision_in_force as f
            where (f.first_key, f.second_key) in (
                (r.touchpoint_key, o.touchpoint_key), (o.touchpoint_key, r.touchpoint_key)
            )
        )
    union all
    select
        m.first_key, m.second_key, m.reason, null, null, null, null, null,
        left(md5(m.first_key::text || m.second_key::text), 12)
    from refused_merge as m
    where not exists (
        select from person_decision_in_force as f
        where f.ruling = 'split' and f.first_key = m.first_key and f.second_key = m.second_key
    )
)
select
    q.id, s.name || ':' || t.record_id as record, p.probable_person as person,
    os.name || ':' || o.record_id as other_record, op.probable_person as other_person, q.reason,
    q.kind, q.role, g.value, utc_text(q.seen_at), utc_text(q.other_seen_at)
from question as q
join touchpoint as t on t.touchpoint_key = q.key
join source as s on s.source_id = t.source_id
join person_of as p on p.touchpoint_key = q.key
left join touchpoint as o on o.touchpoint_key = q.other_key
left join source as os on os.source_id = o.source_id
left join person_of as op on op.touchpoint_key = q.other_key
left join lateral (
    select coalesce(
        min(v.value) filter (where v.identifier = q.identifier), min(lower(v.value))
    ) as value
    from journey_pii.identifier_value as v
    where v.identifier = q.identifier or v.identifier in (
        select r.identifier from identifier_rule as r where r.same_as = q.identifier
    )
) as g on true
order by
    q.seen_at nulls first, (s.name || ':' || t.record_id) collate "C", q.kind,
    (os.name || ':' || o.record_id) collate "C", q.id;
