-- answers: Which persons became one, and which fell apart? Those of the most records.
-- grain:   one row a person
-- param:   $1 how many of each

with pair as (
    select b.probable_person as before_id, a.probable_person as after_id, count(*) as records
    from {before}.person_of as b
    join {after}.person_of as a using (touchpoint_key)
    group by b.probable_person, a.probable_person
),
changed as (
    select 'merged' as change, after_id as person_id, count(*) as parts, sum(records) as records
    from pair
    group by after_id
    having count(*) > 1
    union all
    select 'split', before_id, count(*), sum(records)
    from pair
    group by before_id
    having count(*) > 1
),
ranked as (
    select
        c.*, row_number() over (partition by change order by records desc, person_id) as place
    from changed as c
)
select change, person_id, parts, records
from ranked
where place <= $1::bigint
order by change, place;
