-- title:   Rows of the customer master into their table
-- answers: Which of them are new or have changed?
-- grain:   the command tag counts them
-- param:   $1 source_id
-- param:   $2 run_id
-- param:   $3 file_id

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
