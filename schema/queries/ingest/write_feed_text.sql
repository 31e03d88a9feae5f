-- title:   Plain values about persons in feeds
-- answers: What do the texts of new and changed rows say?
-- grain:   the command tag counts them
-- param:   $1 places of the columns about persons, from 1
-- param:   $2 their names

with said as (
    select f.row_key, c.field, plain_of(f.fields[c.place]) as value
    from fold_feed as f
    cross join unnest($1::bigint[], $2::text[]) as c (place, field)
),
gone as (
    delete from journey_pii.feed_text as t
    using said as s
    where t.row_key = s.row_key and t.field = s.field and s.value is null
)
insert into journey_pii.feed_text as t (row_key, field, value)
select row_key, field, value
from said
where value is not null
order by row_key, field
on conflict (row_key, field) do update set value = excluded.value
where t.value is distinct from excluded.value;
