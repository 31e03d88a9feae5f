-- A journey: touchpoints of one person in time order, cut where nothing happened for a while.
-- param: $1 silence interval

with step as (
    select
        p.probable_person as person_id, v.touchpoint_key, v.channel, v.started_at, v.ended_at,
        v.record_name
    from solved as v
    join person_of as p on p.touchpoint_key = v.touchpoint_key
    where v.channel <> 'master'
),
reached as (
    select
        step.*,
        max(greatest(started_at, ended_at)) over (
            partition by person_id
            order by started_at, record_name
            rows between unbounded preceding and 1 preceding
        ) as busy_until
    from step
),
numbered as (
    select
        reached.*,
        count(*) filter (where busy_until is null or started_at > busy_until + $1::interval)
            over (partition by person_id order by started_at, record_name) as journey
    from reached
)
insert into journey_step (
    journey_id, step, person_id, touchpoint_key, channel, started_at, ended_at
)
select
    first_value(touchpoint_key) over in_journey,
    row_number() over in_journey,
    person_id, touchpoint_key, channel, started_at, ended_at
from numbered
window in_journey as (
    partition by person_id, journey order by started_at, record_name
);
