-- A session inherits what its events say (e-mail, phone, order, former browser id), each value
-- once, as first seen.

insert into session_evidence (
    session_key, identifier, role, kind, ordinal, seen_at, event_key
)
select distinct on (s.session_key, e.identifier, e.role)
    s.session_key, e.identifier, e.role, e.kind, 2 + e.ordinal, w.occurred_at, w.event_key
from touched_window as t
join web_event as w
    on w.browser = t.browser and w.occurred_at >= t.from_at and w.occurred_at <= t.to_at
join evidence as e on e.touchpoint_key = w.event_key and e.on_web_event
join web_session as s
    on s.browser = w.browser
    and s.source_id = w.source_id
    and s.session_ref is not distinct from w.session_ref
    and (w.occurred_at, w.message_id) >= (s.started_at, s.session_id)
    and (w.occurred_at, w.message_id) <= (s.ended_at, s.last_message_id)
where not w.is_bot
    and w.occurred_at >= (select min(from_at) from touched_window)
    and w.occurred_at <= (select max(to_at) from touched_window)
order by s.session_key, e.identifier, e.role, w.occurred_at, w.message_id, e.ordinal
-- A login that is an e-mail address stands there as an account; its event says what it is.
on conflict (session_key, identifier, role) do update set kind = excluded.kind
where session_evidence.kind = 1 and excluded.kind = 2;
