-- The tracked session in which a chat began: of the same browser, else of the same person; the
-- latest that was alive then.
-- param: $1 span interval: how long a session stays alive after its last event

with candidate as (
    select c.contact_key, s.session_key, 1 as rank, s.started_at, s.session_id
    from touched_chat as t
    join contact as c on c.contact_key = t.contact_key
    join evidence as e
        on e.touchpoint_key = c.contact_key and e.kind = 4 and not e.on_web_event
    join web_session as s on s.browser = e.identifier
    where s.started_at <= c.started_at and c.started_at <= s.ended_at + $1::interval
    union all
    select c.contact_key, s.session_key, 2, s.started_at, s.session_id
    from touched_chat as t
    join contact as c on c.contact_key = t.contact_key
    join person_of as p on p.touchpoint_key = c.contact_key
    join person_of as o on o.probable_person = p.probable_person and o.channel = 'web'
    join web_session as s on s.session_key = o.touchpoint_key
    where s.started_at <= c.started_at and c.started_at <= s.ended_at + $1::interval
        and not s.is_server_side
)
insert into chat_visit (contact_key, session_key)
select distinct on (contact_key) contact_key, session_key
from candidate
order by contact_key, rank, started_at desc, session_id;
