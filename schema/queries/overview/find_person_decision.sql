-- answers: Which decision about two records is in force? The newest, where they are meant by several.
-- param:   $1, $2 keys of the touchpoints

select f.decision_id, f.ruling
from person_decision_in_force as f
left join decided_pair as d on d.decision_id = f.decision_id
where (f.first_key = $1::uuid and f.second_key = $2::uuid)
    or (f.first_key = $2::uuid and f.second_key = $1::uuid)
    or (d.first_key = $1::uuid and d.second_key = $2::uuid)
    or (d.first_key = $2::uuid and d.second_key = $1::uuid)
order by f.decision_id desc
limit 1;
