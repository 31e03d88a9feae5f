-- answers: How many persons became one, how many fell apart, and how many records have another person?
-- grain:   one row; records that only one of the two states knows are left out

with pair as (
    select b.probable_person as before_id, a.probable_person as after_id, count(*) as records
    from {before}.person_of as b
    join {after}.person_of as a using (touchpoint_key)
    group by b.probable_person, a.probable_person
),
merged as (
    select count(*) as parts from pair group by after_id having count(*) > 1
),
split as (
    select count(*) as parts from pair group by before_id having count(*) > 1
)
select
    (select count(distinct probable_person) from {before}.person_of) as persons_before,
    (select count(distinct probable_person) from {after}.person_of) as persons_after,
    (select coalesce(sum(parts), 0) from merged) as merged,
    (select count(*) from merged) as merged_into,
    (select count(*) from split) as split,
    (select coalesce(sum(parts), 0) from split) as split_into,
    (select coalesce(sum(records), 0) from pair where before_id <> after_id) as records_moved;
