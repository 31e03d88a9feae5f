-- Takes out the sessions that are made anew; their touchpoints count as touched.

insert into dropped_session
select distinct s.session_key
from web_session as s
join touched_window as t
    on t.browser = s.browser and s.started_at <= t.to_at and s.ended_at >= t.from_at;

insert into touched_touchpoint select session_key from dropped_session;

delete from session_evidence as e
using dropped_session as d
where e.session_key = d.session_key;

delete from session_page as p
using dropped_session as d
where p.session_key = d.session_key;

delete from web_session as s using dropped_session as d where s.session_key = d.session_key;

analyze touched_browser;
analyze touched_window;
