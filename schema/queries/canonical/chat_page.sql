-- title:   Pages of chats
-- answers: Which pages did the visitor of each chat see, and when?
-- grain:   one row a chat, time and page

select row_to_json(r)::text as line
from (
    select
        'chat_page' as row, n.record, utc_text(c.seen_at) as seen_at, p.url as page
    from chat_page as c
    left join touchpoint_name as n on n.record_key = c.contact_key
    left join page as p on p.page_id = c.page_id
) as r
