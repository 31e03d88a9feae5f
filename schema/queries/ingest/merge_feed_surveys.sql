-- title:   Answers to surveys into their table
-- answers: Which rows of the feed are new or have changed?
-- grain:   the command tag counts them
-- param:   $1 source_id
-- param:   $2 run_id
-- param:   $3 file_id
-- param:   $4 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with kept as (
    insert into survey_version
    select $2::integer, t.*
    from fold_feed as f
    join survey as t on t.row_key = f.row_key
    where t.run_id <= $4::integer
)
insert into survey (
    row_key, source_id, version, contact_source, contact_id, kind, scale, score, comment, asked_at,
    answered_at, csat, nps, run_id, file_id, line
)
select
    row_key, $1::smallint, version, fields[1], fields[2], fields[3], fields[4], fields[5]::numeric,
    hash_of(fields[6]), moment_of(fields[7]), moment_of(fields[8]), fields[9]::smallint,
    fields[10]::smallint, $2::integer, $3::integer, line
from fold_feed
order by row_key
on conflict (row_key) do update set
    version = excluded.version,
    scale = excluded.scale,
    score = excluded.score,
    comment = excluded.comment,
    asked_at = excluded.asked_at,
    answered_at = excluded.answered_at,
    csat = excluded.csat,
    nps = excluded.nps,
    run_id = excluded.run_id,
    file_id = excluded.file_id,
    line = excluded.line;
