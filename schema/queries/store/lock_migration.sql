-- title:   One migration at a time
-- answers: Waits, at most lock_timeout, until no other init runs; held until the transaction ends.
-- grain:   one row
-- param:   $1 key

select pg_advisory_xact_lock($1::bigint);
