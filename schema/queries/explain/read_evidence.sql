-- answers: What says who this person is?
-- param:   $1 person id

select
    e.kind, v.value, e.role, utc_text(e.seen_at) as seen_at, s.name || ':' || t.record_id as record,
    case when q.touchpoint_key is not null then 'excluded' else coalesce(d.verdict, 'joins') end
        as verdict,
    coalesce(q.reason, d.reason) as reason, f.path, coalesce(w.line, x.line) as line
from person_of as p
join touchpoint as t on t.touchpoint_key = p.touchpoint_key
join source as s on s.source_id = t.source_id
join touchpoint_evidence as e on e.touchpoint_key = p.touchpoint_key
left join identifier_rule as u on u.identifier = e.identifier
left join identifier_verdict as d on d.identifier = coalesce(u.same_as, e.identifier)
left join excluded_touchpoint as q on q.touchpoint_key = e.touchpoint_key
left join journey_pii.identifier_value as v on v.identifier = e.identifier
-- The limits keep these searches by key, however many records the planner expects.
left join lateral (
    select v.file_id, v.line
    from web_event as v
    where t.channel = 'web' and v.event_key = e.record_key and v.occurred_at = e.seen_at
    limit 1
) as w on true
left join lateral (
    select v.file_id, v.line
    from evidence as v
    where t.channel <> 'web' and v.record_key = e.record_key and v.identifier = e.identifier
        and v.role = e.role
    limit 1
) as x on true
left join ingest_file as f on f.file_id = coalesce(w.file_id, x.file_id)
where p.probable_person = $1::uuid and e.kind <> 8
order by t.started_at nulls first, s.name, t.record_id, e.ordinal, e.kind;
