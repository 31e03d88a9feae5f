-- title:   New rejects
-- answers: How many rejects of a load were not on the books before?
-- grain:   one row
-- param:   $1 source
-- param:   $2 run_id of the load; what it went on with after a lost connection is of later ones

select count(*) as new_rejects
from rejected_record as r
join ingest_file as i on i.file_id = r.file_id
join source as s on s.source_id = i.source_id
where s.name = $1::text and i.run_id >= $2::integer;
