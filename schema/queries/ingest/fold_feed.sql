-- title:   Rows of a feed, version by version and field by field
-- answers: What is known of each staged row after each of its copies?
-- grain:   one row in fold_feed a row that is new or changed; record -1 is the row as stored
-- rules:   the highest version counts as a whole, none being the lowest; among equal versions a
--          value beats none, else the larger, or for columns that say so the smaller
-- param:   $1 feed
-- param:   $2 how copies of each column are compared: text, number or smallest

with copy as (
    select record, row_key, version, fields, line
    from stage_feed
    where feed = $1::text
    union all
    select -1, s.row_key, t.version, t.fields collate "C", 0
    from (select distinct row_key from stage_feed where feed = $1::text) as s
    cross join lateral (
        select c.version, c.fields
        from journey_pii.feed_content as c
        where c.feed = $1::text and c.row_key = s.row_key
    ) as t
),
-- Most rows have one copy, or copies that are alike: only the others are taken apart.
judged as (
    select
        c.*,
        min(fields) over same <> max(fields) over same as is_contested
    from copy as c
    window same as (partition by row_key, version)
),
folded_field as (
    select
        j.record, j.row_key, f.place,
        case ($2::text[])[f.place]
            when 'number' then (max(n.number) over fold)::text
            when 'smallest' then (min(n.number) over fold)::text
            else max(f.value) over fold
        end as value
    from judged as j
    cross join lateral unnest(j.fields) with ordinality as f (value, place)
    cross join lateral (
        select case when ($2::text[])[f.place] <> 'text' then f.value::numeric end as number
    ) as n
    where j.is_contested
    window fold as (partition by j.row_key, j.version, f.place order by j.record)
),
folded as (
    select record, row_key, array_agg(value order by place) as fields
    from folded_field
    group by record, row_key
),
state as (
    select
        j.record, j.row_key, j.version, j.line,
        coalesce(j.version, '-infinity') as rank,
        coalesce(f.fields, j.fields) as fields
    from judged as j
    left join folded as f using (record, row_key)
),
compared as (
    select
        s.*,
        row_number() over (partition by row_key order by record) as copy_number,
        max(rank) over (partition by row_key order by record) as rank_so_far,
        lag(fields) over (partition by row_key, version order by record) as fields_before,
        lag(true) over (partition by row_key, version order by record) as has_before,
        row_number() over (partition by row_key order by rank desc, record desc) = 1 as is_last
    from state as s
),
stored as (
    select row_key, version, fields from state where record = -1
),
kept as (
    insert into fold_feed (row_key, version, fields, line)
    select c.row_key, c.version, c.fields, c.line
    from compared as c
    left join stored as t using (row_key)
    where c.is_last
        and c.record >= 0
        and (t.row_key is null or (t.version, t.fields) is distinct from (c.version, c.fields))
)
insert into part_outcome (record, record_key, class)
select
    record, row_key,
    case
        when copy_number = 1 then 1
        when rank < rank_so_far then 4
        when has_before and fields_before = fields then 3
        else 2
    end
from compared
where record >= 0;
