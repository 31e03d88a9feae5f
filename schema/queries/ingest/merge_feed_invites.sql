-- title:   Invitations to chat into their table
-- answers: Which rows of the feed are new or have changed?
-- grain:   the command tag counts them
-- param:   $1 source_id
-- param:   $2 run_id
-- param:   $3 file_id
-- param:   $4 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with kept as (
    insert into invite_version
    select $2::integer, t.*
    from fold_feed as f
    join invite as t on t.row_key = f.row_key
    where t.run_id <= $4::integer
)
insert into invite (
    row_key, source_id, version, visitor, shown_at, page, accepted_at, dismissed_at, run_id,
    file_id, line
)
select
    row_key, $1::smallint, version, fields[1]::uuid, moment_of(fields[2]), fields[3],
    moment_of(fields[4]), moment_of(fields[5]), $2::integer, $3::integer, line
from fold_feed
order by row_key
on conflict (row_key) do update set
    version = excluded.version,
    page = excluded.page,
    accepted_at = excluded.accepted_at,
    dismissed_at = excluded.dismissed_at,
    run_id = excluded.run_id,
    file_id = excluded.file_id,
    line = excluded.line;
