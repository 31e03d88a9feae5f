-- answers: Which files were loaded since, and how many of their records belong to a time that was
--          reported before?
-- grain:   one row a load of a file that brought anything, those of the most such records first
-- param:   $1 run_id up to which the facts were seen

with record as (
    select file_id, source_id, started_at as at
    from journey.contact
    where run_id > $1::integer
    union all
    select file_id, source_id, converted_at
    from journey.conversion
    where run_id > $1::integer
    union all
    select file_id, source_id, occurred_at
    from journey.web_event
    where run_id > $1::integer and not is_bot
),
late as (
    select r.file_id, count(*) as records
    from record as r
    join journey.source as s using (source_id)
    join {shadow}.source_complete as c on c.source = s.name
    where r.at <= c.complete_through
    group by r.file_id
)
select
    f.path, s.name as source, u.kind, f.run_id, f.records_accepted, f.records_updated,
    coalesce(l.records, 0) as late
from journey.ingest_file as f
join journey.source as s using (source_id)
join journey.run as u using (run_id)
left join late as l using (file_id)
where f.run_id > $1::integer and f.records_accepted + f.records_updated > 0
order by coalesce(l.records, 0) desc, f.records_accepted + f.records_updated desc, f.file_id;
