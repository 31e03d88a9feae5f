-- title:   Records that are nothing but evidence
-- answers: What became of them?
-- grain:   one row in part_outcome a record and subject

with first_copy as (
    select record_key, identifier, role, min(record) as record
    from stage_evidence
    where is_alone
    group by record_key, identifier, role
)
insert into part_outcome (record, record_key, class)
select s.record, s.record_key, min(case when c.is_new then 1 when not c.is_new then 2 else 3 end)
from stage_evidence as s
left join first_copy as f using (record_key, identifier, role, record)
left join changed_evidence as c
    on c.record_key = f.record_key and c.identifier = f.identifier and c.role = f.role
where s.is_alone
group by s.record, s.record_key;
