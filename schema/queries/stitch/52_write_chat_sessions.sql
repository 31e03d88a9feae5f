-- The tracked session in which a chat began: of the same browser, else of the same person; the
-- latest that was alive then. Its page: the chat's own, else the last view of that session in the
-- same span before the chat. The page before: the last other page viewed ahead of it.
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
),
chosen as (
    select distinct on (contact_key) contact_key, session_key
    from candidate
    order by contact_key, rank, started_at desc, session_id
),
span as (
    select s.started_at, s.ended_at
    from chosen as h
    join web_session as s on s.session_key = h.session_key
),
viewed as (
    select
        h.contact_key, h.session_key, w.page_id, w.occurred_at, w.message_id,
        c.page_id as own_page_id
    from chosen as h
    join contact as c on c.contact_key = h.contact_key
    join web_session as s on s.session_key = h.session_key
    join web_event as w
        on w.browser = s.browser
        and w.source_id = s.source_id
        and w.session_ref is not distinct from s.session_ref
        and w.occurred_at between s.started_at and s.ended_at
    where w.kind = 1 and w.page_id is not null and not w.is_bot
        and w.occurred_at <= c.started_at
        and w.occurred_at >= (select min(started_at) from span)
        and w.occurred_at <= (select max(ended_at) from span)
),
began as (
    select distinct on (contact_key)
        contact_key, coalesce(own_page_id, page_id) as page_id
    from viewed
    order by contact_key, occurred_at desc, message_id desc
),
before as (
    select distinct on (v.contact_key) v.contact_key, v.page_id
    from viewed as v
    join began as b on b.contact_key = v.contact_key and b.page_id <> v.page_id
    order by v.contact_key, v.occurred_at desc, v.message_id desc
)
insert into chat_session (contact_key, session_key, page_id, page_before_id)
select h.contact_key, h.session_key, coalesce(c.page_id, b.page_id), f.page_id
from chosen as h
join contact as c on c.contact_key = h.contact_key
left join began as b on b.contact_key = h.contact_key
left join before as f on f.contact_key = h.contact_key;
