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
left join web_event as w
    on t.channel = 'web' and w.event_key = e.record_key and w.occurred_at = e.seen_at
left join evidence as x
    on t.channel <> 'web' and x.record_key = e.record_key and x.identifier = e.identifier
    and x.role = e.role
left join ingest_file as f on f.file_id = coalesce(w.file_id, x.file_id)
where p.probable_person = $1::uuid and e.kind <> 8
order by t.started_at nulls first, s.name, t.record_id, e.ordinal, e.kind;
