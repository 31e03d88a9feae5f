-- answers: Which chats may fit other browsers now? Those that are new, changed or gone, those around
--          whose pages web events came or moved, and those whose own browser the site may have got
--          to know.
-- param:   $1 last_run integer: facts of later runs are new
-- param:   $2 how far two clocks may lie apart, interval

insert into matched_anew
with fresh as (
    select occurred_at, page_id
    from web_event
    where $1 > 0 and run_id > $1 and kind = 1 and not is_bot and not is_server_side
        and page_id is not null
    union all
    -- Of an event that moved only the time is known: any page may have been its.
    select occurred_at, null
    from web_event_move
    where $1 > 0 and run_id > $1
),
page_near as (
    select contact_key, page_id, seen_at
    from chat_page
    where seen_at >= (select min(occurred_at) from fresh) - $2::interval
        and seen_at <= (select max(occurred_at) from fresh) + $2::interval
),
-- One row for each span of time that a view near the page can lie in.
page_span as (
    select
        p.contact_key, p.page_id,
        date_bin($2::interval, p.seen_at, 'epoch') + n * $2::interval as span
    from page_near as p
    cross join generate_series(-1, 1) as n
)
select contact_key from contact where run_id > $1 and channel = 'chat'
union
select contact_key from chat_page where run_id > $1
union
select contact_key from contact_gone where run_id > $1
union
select e.touchpoint_key
from touched_browser as t
join evidence as e on e.identifier = t.browser and e.kind = 4 and e.role = 1
where $1 > 0 and not e.on_web_event
union
select p.contact_key
from page_span as p
join fresh as f
    on date_bin($2::interval, f.occurred_at, 'epoch') = p.span
    and (f.page_id = p.page_id or f.page_id is null)
on conflict do nothing;
