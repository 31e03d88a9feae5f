-- title:   Pages of sessions
-- answers: Which pages did each session see, and how often?
-- grain:   one row a session and page

select row_to_json(r)::text as line
from (
    select 'session_page' as row, n.record as session, p.url as page, v.views
    from session_page as v
    left join touchpoint_name as n on n.record_key = v.session_key
    left join page as p on p.page_id = v.page_id
) as r
