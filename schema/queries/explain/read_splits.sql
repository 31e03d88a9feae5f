-- answers: Which decisions speak of a record of each of two persons: what keeps them apart, and what
--          was refused?
-- param:   $1, $2 person ids

select
    d.first_key, d.second_key, n.ruling, n.first_record, n.second_record, n.author,
    utc_text(date_trunc('second', n.decided_at)), n.reason, m.reason as refused
from decided_pair as d
join person_decision as n on n.decision_id = d.decision_id
join person_of as a on a.touchpoint_key = d.first_key
join person_of as b on b.touchpoint_key = d.second_key
left join refused_merge as m
    on d.ruling = 'merge' and m.first_key = d.first_key and m.second_key = d.second_key
where (a.probable_person = $1::uuid and b.probable_person = $2::uuid)
    or (a.probable_person = $2::uuid and b.probable_person = $1::uuid)
order by n.ruling desc, d.decision_id;
