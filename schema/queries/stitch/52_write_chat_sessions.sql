-- The page of a chat: its own, else the last view of its session before it. The page before: the last
-- other page viewed ahead of it.

analyze chat_visit;

insert into chat_session (contact_key, session_key, page_id, page_before_id)
with span as (
    select min(s.started_at) as from_at, max(s.ended_at) as to_at
    from chat_visit as v
    join web_session as s on s.session_key = v.session_key
),
viewed as (
    select v.contact_key, w.page_id, w.occurred_at, w.message_id, c.page_id as own_page_id
    from chat_visit as v
    join contact as c on c.contact_key = v.contact_key
    join web_session as s on s.session_key = v.session_key
    join web_event as w
        on w.browser = s.browser
        and w.source_id = s.source_id
        and w.session_ref is not distinct from s.session_ref
        and w.occurred_at between s.started_at and s.ended_at
    where w.kind = 1 and w.page_id is not null and not w.is_bot
        and w.occurred_at <= c.started_at
        and w.occurred_at >= (select from_at from span)
        and w.occurred_at <= (select to_at from span)
),
placed as (
    select
        contact_key, page_id, occurred_at, message_id,
        first_value(coalesce(own_page_id, page_id)) over (
            partition by contact_key order by occurred_at desc, message_id desc
        ) as began_id
    from viewed
),
seen as (
    select
        contact_key, min(began_id) as began_id,
        (array_agg(page_id order by occurred_at desc, message_id desc)
            filter (where page_id <> began_id))[1] as before_id
    from placed
    group by contact_key
)
select v.contact_key, v.session_key, coalesce(c.page_id, e.began_id), e.before_id
from chat_visit as v
join contact as c on c.contact_key = v.contact_key
left join seen as e on e.contact_key = v.contact_key;
