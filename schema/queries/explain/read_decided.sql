-- answers: Which decisions speak of two touchpoints of these blocks?
-- param:   $1 blocks uuid[] as text

select d.first_key, d.second_key, d.ruling
from decided_pair as d
join person_of as a on a.touchpoint_key = d.first_key
join person_of as b on b.touchpoint_key = d.second_key
where a.block = any ($1::uuid[]) and b.block = any ($1::uuid[]);
