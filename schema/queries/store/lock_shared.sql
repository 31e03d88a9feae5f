-- title:   A lock held together with others
-- answers: Could it be taken at once?
-- grain:   one row
-- param:   $1 key

select pg_try_advisory_lock_shared($1::bigint);
