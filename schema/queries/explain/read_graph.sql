-- answers: What did the solver see of these blocks? One row an edge, or a touchpoint without one.
-- param:   $1 blocks uuid[] as text

select
    p.touchpoint_key, s.name || ':' || t.record_id, s.name, t.channel = 'master',
    (extract(epoch from t.started_at) * 1000000)::bigint, e.identifier, e.slice, e.kind, e.role,
    e.ordinal, (extract(epoch from e.seen_at) * 1000000)::bigint
from person_of as p
join touchpoint as t on t.touchpoint_key = p.touchpoint_key
join source as s on s.source_id = t.source_id
left join identity_edge as e on e.touchpoint_key = p.touchpoint_key
where p.block = any ($1::uuid[])
order by p.touchpoint_key, e.identifier;
