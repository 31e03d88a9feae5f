-- title:   A run begins
-- answers: Under which number? Older ones that the caller's lock shuts out were killed.
-- grain:   one row
-- param:   $1 kind
-- param:   $2 program version
-- param:   $3 detail
-- param:   $4 what the caller calls it
-- param:   $5 the source whose lock the caller holds, or null

with killed as (
    update run
    set status = 'failed', detail = concat_ws(': ', 'killed', detail)
    where status = 'running' and case $1::text
        when 'run' then kind = 'run'
        when 'stitch' then kind in ('stitch', 'ingest', 'retry')
        else kind = 'stitch' and $5::text is not null
            or kind = 'retry' and detail = $5::text
            or kind = 'ingest' and $5::text = regexp_replace(
                substring(detail from '^[^ ]+ into (.*)$'), ', crawlers of .*$', ''
            )
    end
)
insert into run (kind, program_version, detail, label)
values ($1::text, $2::text, $3::text, $4::text)
returning run_id;
