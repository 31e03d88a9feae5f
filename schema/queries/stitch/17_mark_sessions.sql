-- answers: Which sessions were made anew?

insert into touched_touchpoint
select s.session_key
from web_session as s
join touched_browser as t on t.browser = s.browser
on conflict do nothing;
