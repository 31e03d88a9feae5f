-- answers: Which touchpoints are in these blocks?
-- param:   $1 blocks uuid[] as text

select p.touchpoint_key, p.probable_person, t.channel, s.name || ':' || t.record_id, t.started_at
from person_of as p
join touchpoint as t on t.touchpoint_key = p.touchpoint_key
join source as s on s.source_id = t.source_id
where p.block = any ($1::uuid[])
order by t.started_at nulls first, s.name, t.record_id;
