-- Keeps what this stitch worked with and no fact tells, so that its reports can be made again: the rules,
-- the sources there were, the site's time zone, and the map of topics where it changed.
-- param: $1 run_id integer, $2 facts_through integer, $3 rules_version text,
--        $4 the file of rules, null for the built-in ones

with rules as (
    insert into journey_pii.rules_text (rules_version, text)
    values ($3::text, $4::text)
    on conflict (rules_version) do nothing
),
mapped as (
    select coalesce(
        jsonb_agg(jsonb_build_array(source, word, topic) order by source, word), '[]'
    ) as topics
    from topic_map
)
insert into stitch_run as k (
    run_id, facts_through, rules_version, site_time_zone, sources, topics
)
select
    $1::integer, $2::integer, $3::text, (select site_time_zone from installation),
    array(select source_id from source order by source_id),
    case when topics is distinct from (
        select known.topics
        from stitch_run as known
        where known.topics is not null
        order by known.run_id desc
        limit 1
    ) then topics end
from mapped
on conflict (run_id) do update set
    facts_through = excluded.facts_through,
    rules_version = excluded.rules_version,
    stitched_at = excluded.stitched_at,
    site_time_zone = excluded.site_time_zone,
    sources = excluded.sources,
    topics = coalesce(excluded.topics, k.topics);
