-- answers: Which stitch made what was believed at the end of a run, or at a time? For a scheduled run,
--          the stitch that was a part of it.
-- grain:   at most one row
-- param:   $1 run_id, or null
-- param:   $2 time, where no run is given; null for now

select
    k.run_id,
    k.facts_through,
    k.rules_version,
    coalesce(k.site_time_zone, '') as site_time_zone,
    utc_text(date_trunc('second', k.stitched_at)) as stitched_at
from stitch_run as k
left join run as r on r.run_id = k.run_id
where
    case
        when $1::integer is null then
            $2::timestamptz is null or coalesce(r.ended_at, k.stitched_at) <= $2::timestamptz
        else k.run_id <= $1::integer or r.parent_run_id = $1::integer
    end
order by (r.parent_run_id = $1::integer) is true desc, k.run_id desc
limit 1;
