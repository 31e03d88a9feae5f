-- answers: Which touchpoints of these blocks did decisions join?
-- param:   $1 blocks uuid[] as text

select
    d.first_key, d.second_key, n.ruling, n.first_record, n.second_record, n.author,
    utc_text(date_trunc('second', n.decided_at)), n.reason, null as refused
from person_of as p
join decided_pair as d on d.first_key = p.touchpoint_key and d.ruling = 'merge'
join person_decision as n on n.decision_id = d.decision_id
where p.block = any ($1::uuid[])
    and not exists (
        select from refused_merge as m
        where m.first_key = d.first_key and m.second_key = d.second_key
    )
order by d.decision_id;
