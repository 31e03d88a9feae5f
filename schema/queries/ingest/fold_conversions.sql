-- title:   Conversions, version by version and field by field
-- answers: What is known of each staged conversion after each of its copies?
-- grain:   one row in fold_conversion a staged copy; record -1 is the conversion as stored
-- rules:   the highest version counts as a whole, none being the lowest; among equal versions a
--          value beats none, else the rule of the field

with copy as (
    select
        record, conversion_key, conversion_id, version, converted_at, amount, refunded, currency,
        sales_channel, status, goal, line
    from stage_conversion
    union all
    select
        -1, t.conversion_key, t.conversion_id, t.version, t.converted_at,
        (t.amount * 10000)::bigint, (t.refunded * 10000)::bigint, t.currency, t.sales_channel,
        t.status, t.goal, t.line
    from conversion as t
    join (select distinct conversion_key from stage_conversion) as s using (conversion_key)
),
folded as (
    select
        record, conversion_key, conversion_id, version, line,
        coalesce(version, '-infinity') as rank,
        min(converted_at) over fold as converted_at,
        max(amount) over fold as amount,
        max(refunded) over fold as refunded,
        max(currency) over fold as currency,
        max(sales_channel) over fold as sales_channel,
        coalesce(
            -- A state that ends an order beats one on the way.
            max(status) filter (where status in (
                'cancelled', 'canceled', 'refunded', 'failed', 'returned', 'voided', 'void',
                'rejected', 'declined', 'expired', 'chargeback', 'charged_back'
            )) over fold,
            max(status) over fold
        ) as status,
        max(goal) over fold as goal
    from copy
    window fold as (partition by conversion_key, version order by record)
),
state as (
    select
        f.*,
        row(
            version, converted_at, amount, refunded, currency, sales_channel, status, goal
        )::text as content
    from folded as f
),
compared as (
    select
        s.*,
        row_number() over (partition by conversion_key order by record) as copy_number,
        max(rank) over (partition by conversion_key order by record) as rank_so_far,
        lag(content) over (partition by conversion_key, version order by record) as content_before,
        row_number() over (
            partition by conversion_key order by rank desc, record desc
        ) = 1 as is_last,
        max(content) filter (where record = -1) over (partition by conversion_key)
            as content_stored,
        max(rank) filter (where record = -1) over (partition by conversion_key) as rank_stored,
        max(rank) over (partition by conversion_key) as rank_last
    from state as s
),
kept as (
    insert into fold_conversion
    select
        record, conversion_key, conversion_id, version, converted_at, amount, refunded, currency,
        sales_channel, status, goal, line, is_last, content is distinct from content_stored
    from compared
    where record >= 0
),
superseded as (
    insert into superseded_copy (record, record_key)
    select record, conversion_key
    from compared
    where record >= 0 and rank < rank_last
),
replaced as (
    insert into replaced_record (record_key)
    select distinct conversion_key
    from compared
    where rank_stored < rank_last
)
insert into part_outcome (record, record_key, class)
select
    record, conversion_key,
    case
        when copy_number = 1 then 1
        when rank < rank_so_far then 4
        when content_before is distinct from content then 2
        else 3
    end
from compared
where record >= 0;
