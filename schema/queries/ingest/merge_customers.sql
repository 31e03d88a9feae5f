-- title:   Rows of the customer master into their table
-- answers: Which of them are new or have changed?
-- grain:   the command tag counts them
-- param:   $1 source_id
-- param:   $2 run_id
-- param:   $3 file_id
-- param:   $4 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with kept as (
    insert into customer_version
    select $2::integer, t.*
    from fold_customer as f
    join customer as t on t.customer_key = f.customer_key
    where f.is_last and f.is_changed and t.run_id <= $4::integer
)
insert into customer (
    customer_key, source_id, customer_id, version, seen_at, brand, segment, run_id, file_id, line
)
select
    customer_key, $1::smallint, customer_id, version, seen_at, brand, segment, $2::integer,
    $3::integer, line
from fold_customer
where is_last and is_changed
order by customer_key
on conflict (customer_key) do update set
    version = excluded.version,
    seen_at = excluded.seen_at,
    brand = excluded.brand,
    segment = excluded.segment,
    run_id = excluded.run_id,
    file_id = excluded.file_id,
    line = excluded.line;
