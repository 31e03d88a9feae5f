-- answers: Which touchpoints are to be solved?

copy (
    select
        t.touchpoint_key, t.started_at, t.ended_at, t.channel, s.name || ':' || t.record_id,
        t.source_id, s.name
    from solve_touchpoint as v
    join touchpoint as t on t.touchpoint_key = v.touchpoint_key
    join source as s on s.source_id = t.source_id
) to stdout (format binary)
