-- answers: Which calls may fit other clicks now? Those that are new, changed or gone, and those
--          around which calls or clicks came, went or moved.
-- param:   $1 last_run integer: facts of later runs are new
-- param:   $2 how far a call's match looks around, interval

insert into matched_anew
with renewed as (
    select contact_key, started_at from contact where run_id > $1 and channel = 'voice'
    union all
    select contact_key, null from contact_gone where run_id > $1
),
-- When something is now, and when it was at the last stitch.
moment as (
    select started_at as at from renewed where started_at is not null
    union
    select j.started_at
    from renewed as r
    join journey_step as j on j.touchpoint_key = r.contact_key
    union
    select occurred_at from web_event where run_id > $1 and is_phone_click
    union
    select occurred_at from web_event_move where run_id > $1
)
select contact_key from renewed
union
select c.contact_key
from moment as m
join contact as c
    on c.started_at >= m.at - $2::interval and c.started_at <= m.at + $2::interval
where $1 > 0 and c.channel = 'voice' and c.direction = 'inbound'
on conflict do nothing;
