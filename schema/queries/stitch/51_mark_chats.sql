-- answers: Which chats may stand in another session now?

create temporary table touched_chat on commit drop as
select c.contact_key
from contact as c
join solve_touchpoint as v on v.touchpoint_key = c.contact_key
where c.channel = 'chat'
union
select s.contact_key
from chat_session as s
join solve_touchpoint as v on v.touchpoint_key = s.contact_key
union
select c.contact_key
from evidence as e
join touched_browser as t on t.browser = e.identifier
join contact as c on c.contact_key = e.touchpoint_key
where e.kind = 4 and not e.on_web_event and c.channel = 'chat';

create temporary table chat_visit (
    contact_key uuid primary key, session_key uuid not null
) on commit drop;

analyze touched_chat;

delete from chat_session as s using touched_chat as t where t.contact_key = s.contact_key;
