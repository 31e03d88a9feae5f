-- title:   Records a day
-- answers: How many records of each source happened on some days?
-- grain:   one row a source and day with records
-- param:   $1 days, such as 2026-02-14
-- param:   $2 time zone of the days
-- param:   $3 sources

with day as (
    select
        asked.day::date as day,
        asked.day::date::timestamp at time zone $2::text as starts_at,
        (asked.day::date + 1)::timestamp at time zone $2::text as ends_at
    from unnest($1::text[]) as asked (day)
),
found as (
    select e.source_id, d.day, count(*) as records
    from day as d
    join web_event as e on e.occurred_at >= d.starts_at and e.occurred_at < d.ends_at
    group by e.source_id, d.day
    union all
    select c.source_id, d.day, count(*)
    from day as d
    join contact as c on c.started_at >= d.starts_at and c.started_at < d.ends_at
    group by c.source_id, d.day
    union all
    select v.source_id, d.day, count(*)
    from day as d
    join conversion as v on v.converted_at >= d.starts_at and v.converted_at < d.ends_at
    group by v.source_id, d.day
)

select s.name as source, f.day::text as day, sum(f.records)::bigint as records
from found as f
join source as s on s.source_id = f.source_id
where s.name = any ($3::text[])
group by s.name, f.day
order by s.name, f.day;
