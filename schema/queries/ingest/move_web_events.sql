-- title:   Web events that happened earlier than was known
-- answers: Which stored events does a staged copy place earlier? They move, with their content.
-- grain:   the command tag counts them
-- param:   $1 run_id
-- param:   $2 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with span as (
    select min(known_at) as first_at, max(known_at) as last_at from moved_web_event
),
removed as (
    delete from web_event as w
    using moved_web_event as m
    where w.event_key = m.event_key
        and w.occurred_at = m.known_at
        and w.occurred_at >= (select first_at from span)
        and w.occurred_at <= (select last_at from span)
    returning w.*
),
kept as (
    insert into web_event_version
    select $1::integer, removed.*
    from removed
    where run_id <= $2::integer
),
noted as (
    insert into web_event_move (browser, source_id, session_ref, occurred_at, run_id)
    select r.browser, r.source_id, r.session_ref, r.occurred_at, m.run_id
    from removed as r
    join moved_web_event as m on m.event_key = r.event_key
    where not r.is_bot
)
insert into web_event (
    occurred_at, event_key, browser, account, page_id, referrer_page_id, source_id, kind, device,
    is_bot, is_server_side, is_phone_click, run_id, file_id, line, message_id, name, session_ref,
    campaign, language
)
select
    occurred_at, event_key, browser, account, page_id, referrer_page_id, source_id, kind,
    device, is_bot, is_server_side, is_phone_click, run_id, file_id, line, message_id,
    name, session_ref, campaign, language
from moved_web_event;
