-- title:   Web events that happened earlier than was known
-- answers: Which stored events does a staged copy place earlier? They move, with their content.
-- grain:   the command tag counts them
-- param:   $1 source_id
-- param:   $2 run_id
-- param:   $3 file_id

with earliest_copy as (
    select distinct on (event_key) *
    from stage_web_event
    order by event_key, occurred_at, record
),
moved as (
    select e.*, k.occurred_at as known_at
    from earliest_copy as e
    join web_event_key as k using (event_key)
    where e.occurred_at < k.occurred_at
),
removed as (
    delete from web_event as w
    using moved as m
    where w.event_key = m.event_key and w.occurred_at = m.known_at
),
dated as (
    update web_event_key as k
    set occurred_at = m.occurred_at
    from moved as m
    where k.event_key = m.event_key
)
insert into web_event (
    occurred_at, event_key, browser, account, page_id, referrer_page_id, source_id, kind, device,
    is_bot, is_server_side, is_phone_click, run_id, file_id, line, message_id, name, session_ref,
    campaign, language
)
select
    occurred_at, event_key, browser, account, page_id, referrer_page_id, $1::smallint, kind,
    device, is_bot, is_server_side, is_phone_click, $2::integer, $3::integer, line, message_id,
    name, session_ref, campaign, language
from moved;
