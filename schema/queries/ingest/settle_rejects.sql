-- title:   Rejects that somebody settles
-- answers: They are open no more, and it is known who said so and why.
-- grain:   the command tag counts the rejects; without any nothing is written
-- param:   $1 source, or null
-- param:   $2 reason, or null
-- param:   $3 beginnings of digests, or null
-- param:   $4 run_id
-- param:   $5 author
-- param:   $6 why

with settled as (
    select r.source_id, r.reason, r.raw_sha256
    from rejected_record as r
    join source as s using (source_id)
    where r.retried_run is null
      and r.settled_run is null
      and ($1::text is null or s.name = $1::text)
      and ($2::text is null or r.reason = $2::text)
      and (
        $3::text[] is null
        or exists (
            select from unnest($3::text[]) as named (beginning)
            where starts_with(encode(r.raw_sha256, 'hex'), named.beginning)
        )
      )
),
settlement as (
    insert into reject_settlement (run_id, author, reason)
    select $4::integer, $5::text, $6::text
    where exists (select from settled)
)
update rejected_record as r
set settled_run = $4::integer
from settled
where r.source_id = settled.source_id
  and r.reason = settled.reason
  and r.raw_sha256 = settled.raw_sha256;
