-- answers: What was decided since?
-- grain:   one row a decision, the oldest first
-- param:   $1 run_id up to which decisions were seen

select
    d.run_id, d.ruling, d.kind, v.value, null::text as first_record, null::text as second_record,
    d.author
from journey.identifier_decision as d
left join journey_pii.identifier_value as v using (identifier)
where d.run_id > $1::integer
union all
select
    d.run_id, d.ruling, null, null, d.first_record, d.second_record, d.author
from journey.person_decision as d
where d.run_id > $1::integer
order by run_id, first_record, ruling;
