-- Takes out the sessions that are made anew; their touchpoints count as touched.

insert into touched_touchpoint
select s.session_key from web_session as s join touched_browser as t on t.browser = s.browser;

delete from session_evidence as e
using web_session as s, touched_browser as t
where t.browser = s.browser and e.session_key = s.session_key;

delete from session_page as p
using web_session as s, touched_browser as t
where t.browser = s.browser and p.session_key = s.session_key;

delete from web_session as s using touched_browser as t where t.browser = s.browser;

analyze touched_browser;
