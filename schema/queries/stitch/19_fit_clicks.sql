-- answers: Which browser alone clicked a telephone number right before a call, and called but once?
--          On a desktop a click only shows the number: who dials by hand takes minutes, and others
--          call meanwhile. Numbers clicked and dialled must agree where both are known.
-- param:   $1 how long after the click a call may begin, interval
-- param:   $2 how many of 100 links chance may make: calls as soon after the click, by how many
--          come to that number around it
-- param:   $3 how far around the click these are counted, interval

insert into new_match (touchpoint_key, identifier, role, ordinal, seen_at)
with span as (
    select min(c.started_at) as first_at, max(c.started_at) as last_at
    from matched_anew as m
    join contact as c on c.contact_key = m.touchpoint_key
    where c.channel = 'voice' and c.direction = 'inbound'
),
click as (
    select
        w.event_key, w.browser, w.occurred_at,
        (
            select array_agg(n.identifier)
            from evidence as n
            where n.record_key = w.event_key and n.on_web_event and n.role = 7
        ) as numbers
    from web_event as w
    where w.is_phone_click and not w.is_bot and not w.is_server_side and w.device in (0, 2)
        and w.occurred_at >= (select first_at from span) - $1::interval
        and w.occurred_at <= (select last_at from span)
),
call as not materialized (
    select
        c.contact_key, c.started_at,
        (
            select array_agg(n.identifier)
            from evidence as n
            where n.touchpoint_key = c.contact_key and not n.on_web_event and n.role = 7
        ) as numbers
    from contact as c
    where c.channel = 'voice' and c.direction = 'inbound'
),
fit as (
    select
        k.event_key, k.browser, k.occurred_at, k.numbers, c.contact_key, c.started_at,
        count(*) over (partition by k.event_key) as calls
    from click as k
    join call as c
        on c.started_at >= k.occurred_at and c.started_at <= k.occurred_at + $1::interval
    where k.numbers is null or c.numbers is null or c.numbers && k.numbers
),
alone as (
    select contact_key
    from fit
    group by contact_key
    having count(distinct browser) = 1 and max(calls) = 1
)
select f.contact_key, (array_agg(f.browser))[1], 7, 0, f.started_at
from alone as a
join matched_anew as m on m.touchpoint_key = a.contact_key
join fit as f on f.contact_key = a.contact_key
cross join lateral (
    select count(*) as calls
    from call as o
    where o.started_at >= f.occurred_at - $3::interval
        and o.started_at <= f.occurred_at + $3::interval
        and (f.numbers is null or o.numbers is null or o.numbers && f.numbers)
) as usual
group by f.contact_key, f.started_at
having min(
    100 * usual.calls * extract(epoch from f.started_at - f.occurred_at)
        / extract(epoch from 2 * $3::interval)
) <= $2;
