-- title:   Rejects that a retry has loaded
-- answers: They are open no more.
-- grain:   the command tag counts them
-- param:   $1 source_id
-- param:   $2 reasons
-- param:   $3 digests, hexadecimal
-- param:   $4 run_id

update rejected_record as r
set retried_run = $4::integer
from unnest($2::text[], $3::text[]) as done (reason, digest)
where r.source_id = $1::smallint
  and r.reason = done.reason
  and r.raw_sha256 = decode(done.digest, 'hex');
