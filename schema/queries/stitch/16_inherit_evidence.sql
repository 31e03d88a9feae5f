-- A session inherits what its events say (e-mail, phone, order, former browser id), each value
-- once, as first seen. The company's number that a click names (role 7) is nobody's.

analyze event_session;

insert into session_evidence (
    session_key, identifier, role, kind, ordinal, seen_at, event_key
)
select distinct on (s.session_key, e.identifier, e.role)
    s.session_key, e.identifier, e.role, e.kind, 2 + e.ordinal, s.occurred_at, s.event_key
from event_session as s
join evidence as e on e.touchpoint_key = s.event_key and e.on_web_event and e.role <> 7
order by s.session_key, e.identifier, e.role, s.occurred_at, s.message_id, e.ordinal
-- A login that is an e-mail address stands there as an account; its event says what it is.
on conflict (session_key, identifier, role) do update set kind = excluded.kind
where session_evidence.kind = 1 and excluded.kind = 2;
