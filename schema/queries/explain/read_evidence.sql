-- answers: What says who this person is?
-- param:   $1 person id

with said as materialized (
    select
        t.channel, t.started_at, s.name, t.record_id, e.touchpoint_key, e.record_key, e.identifier,
        e.role, e.kind, e.ordinal, e.seen_at
    from person_of as p
    join touchpoint as t on t.touchpoint_key = p.touchpoint_key
    join source as s on s.source_id = t.source_id
    join touchpoint_evidence as e on e.touchpoint_key = p.touchpoint_key
    where p.probable_person = $1::uuid and e.kind <> 8
),
-- Events lie by time alone: one pass over the times of all of them.
event as materialized (
    select w.event_key, w.occurred_at, w.file_id, w.line
    from web_event as w
    where w.occurred_at = any (array(select seen_at from said where channel = 'web'))
        and w.event_key = any (array(select record_key from said where channel = 'web'))
)
select
    e.kind, v.value, e.role, utc_text(e.seen_at) as seen_at, e.name || ':' || e.record_id as record,
    case when q.touchpoint_key is not null then 'excluded' else coalesce(d.verdict, 'joins') end
        as verdict,
    coalesce(q.reason, d.reason) as reason, f.path, coalesce(w.line, x.line) as line
from said as e
left join identifier_rule as u on u.identifier = e.identifier
-- The limits keep these searches by key, however many records the planner expects.
left join lateral (
    select k.verdict, k.reason
    from identifier_verdict as k
    where k.identifier = coalesce(u.same_as, e.identifier)
    limit 1
) as d on true
left join lateral (
    select k.value
    from journey_pii.identifier_value as k
    where k.identifier = e.identifier
    limit 1
) as v on true
left join excluded_touchpoint as q on q.touchpoint_key = e.touchpoint_key
left join event as w
    on e.channel = 'web' and w.event_key = e.record_key and w.occurred_at = e.seen_at
left join lateral (
    select o.file_id, o.line
    from evidence as o
    where e.channel <> 'web' and o.record_key = e.record_key and o.identifier = e.identifier
        and o.role = e.role
    limit 1
) as x on true
left join ingest_file as f on f.file_id = coalesce(w.file_id, x.file_id)
order by e.started_at nulls first, e.name, e.record_id, e.ordinal, e.kind;
