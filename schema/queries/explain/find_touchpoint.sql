-- answers: Which touchpoint is meant by a record name: of a session, an event, a chat, a call, a
--          conversion or a customer row? And why has it nobody? By keys alone.
-- param:   $1 source text, $2 key of the name uuid, $3 when the event of this name happened, null for none

with found as (
    select s.session_key as touchpoint_key, 1 as rank, null as nobody
    from web_session as s
    where s.session_key = $2::uuid
    union all
    select c.contact_key, 2, case when c.direction = 'internal' then 'internal' end
    from contact as c
    where c.contact_key = $2::uuid
    union all
    select v.conversion_key, 3, null
    from conversion as v
    where v.conversion_key = $2::uuid
    union all
    select u.customer_key, 4, null
    from customer as u
    where u.customer_key = $2::uuid
    union all
    select l.contact_key, 5, case when c.direction = 'internal' then 'internal' end
    from contact_leg as l
    left join contact as c on c.contact_key = l.contact_key
    where l.stated_key = $2::uuid
    union all
    select coalesce(s.session_key, w.event_key), 6, case when w.is_bot then 'bot' end
    from source as o
    join web_event as w
        on w.source_id = o.source_id
        and w.event_key = $2::uuid
        and w.occurred_at = $3::timestamptz
    left join web_session as s
        on not w.is_bot
        and s.browser = w.browser
        and s.source_id = w.source_id
        and s.session_ref is not distinct from w.session_ref
        and (w.occurred_at, w.message_id) >= (s.started_at, s.session_id)
        and (w.occurred_at, w.message_id) <= (s.ended_at, s.last_message_id)
    where o.name = $1
)
select f.touchpoint_key, p.probable_person, p.block, p.basis, f.nobody
from found as f
left join person_of as p on p.touchpoint_key = f.touchpoint_key
order by f.rank, f.touchpoint_key
limit 1;
