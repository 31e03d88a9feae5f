-- answers: What joins the touchpoints of these blocks, and where does each observation stand?
-- param:   $1 blocks uuid[] as text

select
    e.touchpoint_key, e.identifier, e.slice, e.kind, e.role, utc_text(e.seen_at) as seen_at,
    coalesce(v.value, u.value) as value, f.path, coalesce(w.line, x.line) as line, r.reason
from person_of as p
join identity_edge as e on e.touchpoint_key = p.touchpoint_key
left join refused_link as r
    on r.touchpoint_key = e.touchpoint_key and r.identifier = e.identifier
left join journey_pii.identifier_value as v on v.identifier = e.identifier
left join lateral (
    select lower(y.value) as value
    from identifier_rule as r
    join journey_pii.identifier_value as y on y.identifier = r.identifier
    where r.same_as = e.identifier and v.value is null
    limit 1
) as u on true
left join session_evidence as n
    on n.session_key = e.touchpoint_key and n.identifier = e.identifier and n.role = e.role
-- The limit keeps it a search by key, however many records the planner expects.
left join lateral (
    select y.file_id, y.line
    from web_event as y
    where y.event_key = n.event_key and y.occurred_at = n.seen_at
    limit 1
) as w on true
left join lateral (
    select o.file_id, o.line
    from evidence as o
    where o.touchpoint_key = e.touchpoint_key and o.identifier = e.identifier
        and o.role = e.role and not o.on_web_event
    order by o.seen_at nulls first, o.file_id, o.line
    limit 1
) as x on true
left join ingest_file as f on f.file_id = coalesce(w.file_id, x.file_id)
where p.block = any ($1::uuid[])
order by e.identifier, e.slice, e.seen_at nulls first, f.path, line;
