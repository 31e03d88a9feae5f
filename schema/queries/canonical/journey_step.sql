-- title:   Journeys
-- answers: What did each person do, step by step?
-- grain:   one row a step

select row_to_json(r)::text as line
from (
    select
        'journey_step' as row, j.journey_id as journey, j.step, j.person_id as person, n.record,
        j.channel, utc_text(j.started_at) as started_at, utc_text(j.ended_at) as ended_at
    from journey_step as j
    left join touchpoint_name as n on n.record_key = j.touchpoint_key
) as r
