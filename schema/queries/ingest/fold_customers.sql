-- title:   Rows of the customer master, version by version and field by field
-- answers: What is known of each staged customer after each of its copies?
-- grain:   one row in fold_customer a staged copy; record -1 is the customer as stored
-- rules:   the highest version counts as a whole, none being the lowest; among equal versions a
--          value beats none, else the rule of the field

with copy as (
    select
        record, customer_key, customer_id, version, seen_at, brand, segment, line
    from stage_customer
    union all
    select
        -1, t.customer_key, t.customer_id, t.version, t.seen_at, t.brand, t.segment, t.line
    from customer as t
    join (select distinct customer_key from stage_customer) as s using (customer_key)
),
folded as (
    select
        record, customer_key, customer_id, version, line,
        coalesce(version, '-infinity') as rank,
        max(seen_at) over fold as seen_at,
        max(brand) over fold as brand,
        max(segment) over fold as segment
    from copy
    window fold as (partition by customer_key, version order by record)
),
state as (
    select
        f.*,
        row(
            version, seen_at, brand, segment
        )::text as content
    from folded as f
),
compared as (
    select
        s.*,
        row_number() over (partition by customer_key order by record) as copy_number,
        max(rank) over (partition by customer_key order by record) as rank_so_far,
        lag(content) over (partition by customer_key, version order by record) as content_before,
        row_number() over (
            partition by customer_key order by rank desc, record desc
        ) = 1 as is_last,
        max(content) filter (where record = -1) over (partition by customer_key)
            as content_stored,
        max(rank) filter (where record = -1) over (partition by customer_key) as rank_stored,
        max(rank) over (partition by customer_key) as rank_last
    from state as s
),
kept as (
    insert into fold_customer
    select
        record, customer_key, customer_id, version, seen_at, brand, segment, line, is_last,
        content is distinct from content_stored
    from compared
    where record >= 0
),
superseded as (
    insert into superseded_copy (record, record_key)
    select record, customer_key
    from compared
    where record >= 0 and rank < rank_last
),
replaced as (
    insert into replaced_record (record_key)
    select distinct customer_key
    from compared
    where rank_stored < rank_last
)
insert into part_outcome (record, record_key, class)
select
    record, customer_key,
    case
        when copy_number = 1 then 1
        when rank < rank_so_far then 4
        when content_before is distinct from content then 2
        else 3
    end
from compared
where record >= 0;
