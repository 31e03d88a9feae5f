-- title:   New web events
-- answers: Which staged events have an id never seen? They are inserted.
-- grain:   the command tag counts them
-- param:   $1 source_id
-- param:   $2 run_id
-- param:   $3 file_id

with earliest_copy as (
    select distinct on (event_key) *
    from stage_web_event
    order by event_key, occurred_at, record
),
added as (
    insert into web_event_key (event_key, occurred_at)
    select event_key, occurred_at
    from earliest_copy
    order by event_key
    on conflict (event_key) do nothing
    returning event_key
)
insert into web_event (
    occurred_at, event_key, browser, account, page_id, referrer_page_id, source_id, kind, device,
    is_bot, is_server_side, is_phone_click, run_id, file_id, line, message_id, name, session_ref,
    campaign, language
)
select
    e.occurred_at, e.event_key, e.browser, e.account, e.page_id, e.referrer_page_id, $1::smallint,
    e.kind, e.device, e.is_bot, e.is_server_side, e.is_phone_click, $2::integer, $3::integer,
    e.line, e.message_id, e.name, e.session_ref, e.campaign, e.language
from earliest_copy as e
join added using (event_key);
