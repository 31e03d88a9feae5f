-- title:   Sessions
-- answers: What is known of each web session?
-- grain:   one row a session

select row_to_json(r)::text as line
from (
    select
        'web_session' as row, s.name || ':' || w.session_id as record, b.name as browser,
        w.session_ref, a.name as account, w.is_server_side, utc_text(w.started_at) as started_at,
        utc_text(w.ended_at) as ended_at, w.last_message_id, w.events, w.page_views,
        p.url as entry_page, w.device, w.campaign, w.language
    from web_session as w
    inner join source as s on s.source_id = w.source_id
    left join identifier_name as b on b.identifier = w.browser and not w.is_server_side
    left join identifier_name as a on a.identifier = w.account
    left join page as p on p.page_id = w.entry_page_id
) as r
