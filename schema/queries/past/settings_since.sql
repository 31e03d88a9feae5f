-- answers: Which later stitches worked with other rules, topics or another time zone than the one before
--          them? And were the topics mapped anew since the last one?
-- grain:   one row a stitch and setting; no stitch for what holds since the last one
-- param:   $1 run_id of the first stitch

with kept as (
    select
        run_id, rules_version, coalesce(site_time_zone, 'UTC') as zone,
        topics is not null as has_topics, lag(rules_version) over in_order as rules_before,
        lag(coalesce(site_time_zone, 'UTC')) over in_order as zone_before
    from journey.stitch_run
    where run_id >= $1::integer
    window in_order as (order by run_id)
)
select run_id, 'rules' as setting, rules_before as was, rules_version as now_is
from kept
where rules_version <> rules_before
union all
select run_id, 'time zone', zone_before, zone
from kept
where zone <> zone_before
union all
select run_id, 'topics', null, null
from kept
where has_topics and run_id > $1::integer
union all
select null, 'topics', null, null
where (
    select coalesce(
        jsonb_agg(jsonb_build_array(source, word, topic) order by source, word), '[]'
    )
    from journey.topic_map
) <> (
    select topics
    from journey.stitch_run
    where topics is not null
    order by run_id desc
    limit 1
)
order by run_id, setting;
