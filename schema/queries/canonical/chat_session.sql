-- title:   Sessions in which chats began
-- answers: In which tracked session, and on which page, did each chat begin?
-- grain:   one row a chat

select row_to_json(r)::text as line
from (
    select
        'chat_session' as row, n.record, w.record as session, p.url as page, b.url as page_before
    from chat_session as c
    left join touchpoint_name as n on n.record_key = c.contact_key
    left join touchpoint_name as w on w.record_key = c.session_key
    left join page as p on p.page_id = c.page_id
    left join page as b on b.page_id = c.page_before_id
) as r
