-- title:   Conversions into their table
-- answers: Which of them are new or have changed?
-- grain:   the command tag counts them
-- param:   $1 source_id
-- param:   $2 run_id
-- param:   $3 file_id
-- param:   $4 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with kept as (
    insert into conversion_version
    select $2::integer, t.*
    from fold_conversion as f
    join conversion as t on t.conversion_key = f.conversion_key
    where f.is_last and f.is_changed and t.run_id <= $4::integer
)
insert into conversion (
    conversion_key, source_id, conversion_id, version, converted_at, amount, refunded, currency,
    sales_channel, status, goal, run_id, file_id, line
)
select
    conversion_key, $1::smallint, conversion_id, version, converted_at, amount::numeric / 10000,
    refunded::numeric / 10000, currency, sales_channel, status, goal, $2::integer, $3::integer,
    line
from fold_conversion
where is_last and is_changed
order by conversion_key
on conflict (conversion_key) do update set
    version = excluded.version,
    converted_at = excluded.converted_at,
    amount = excluded.amount,
    refunded = excluded.refunded,
    currency = excluded.currency,
    sales_channel = excluded.sales_channel,
    status = excluded.status,
    goal = excluded.goal,
    run_id = excluded.run_id,
    file_id = excluded.file_id,
    line = excluded.line;
