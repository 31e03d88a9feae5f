-- title:   Opening hours and events into their table
-- answers: Which rows of the feed are new or have changed?
-- grain:   the command tag counts them
-- param:   $1 source_id
-- param:   $2 run_id
-- param:   $3 file_id

insert into calendar (
    row_key, source_id, version, site, queue, channel, kind, valid_from, valid_to, label, run_id,
    file_id, line
)
select
    row_key, $1::smallint, version, fields[1], fields[2], fields[3], fields[4],
    moment_of(fields[5]), moment_of(fields[6]), fields[7], $2::integer, $3::integer, line
from fold_feed
order by row_key
on conflict (row_key) do update set
    version = excluded.version,
    valid_to = excluded.valid_to,
    label = excluded.label,
    run_id = excluded.run_id,
    file_id = excluded.file_id,
    line = excluded.line;
