-- title:   Web events
-- answers: What is known of each web event?
-- grain:   one row an event

select row_to_json(r)::text as line
from (
    select
        'web_event' as row, s.name || ':' || w.message_id as record,
        utc_text(w.occurred_at) as occurred_at, w.kind, b.name as browser, a.name as account,
        p.url as page, r.url as referrer, w.device, w.is_bot, w.is_server_side, w.is_phone_click,
        w.name, w.session_ref, w.campaign, w.language
    from web_event as w
    inner join source as s on s.source_id = w.source_id
    left join identifier_name as b on b.identifier = w.browser and not w.is_server_side
    left join identifier_name as a on a.identifier = w.account
    left join page as p on p.page_id = w.page_id
    left join page as r on r.page_id = w.referrer_page_id
) as r
