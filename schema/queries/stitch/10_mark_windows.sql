-- answers: Between which times are the sessions of these browsers made anew? Events, sessions and
--          chats that follow each other without a gap belong together, as do all sessions of one
--          id of the source's own; what belongs to something new is made anew.
-- param:   $1 last_run integer: facts of later runs are new
-- param:   $2 longest silence within a session, interval

with fresh as (
    select browser, source_id, session_ref, occurred_at
    from web_event
    where run_id > $1 and not is_bot
    union all
    select browser, source_id, session_ref, occurred_at
    from web_event_move
    where run_id > $1
),
named as (
    select
        s.browser, s.source_id, s.session_ref, s.started_at as from_at, s.ended_at as to_at,
        false as is_new
    from web_session as s
    join touched_browser as t on t.browser = s.browser
    where s.session_ref is not null
    union all
    select browser, source_id, session_ref, occurred_at, occurred_at, true
    from fresh
    where session_ref is not null
),
activity as (
    select browser, occurred_at as from_at, occurred_at as to_at, true as is_new
    from fresh
    where session_ref is null
    union all
    select browser, min(from_at), max(to_at), bool_or(is_new)
    from named
    group by browser, source_id, session_ref
    union all
    select s.browser, s.started_at, s.ended_at, false
    from web_session as s
    join touched_browser as t on t.browser = s.browser
    where s.session_ref is null
    union all
    select
        e.identifier, c.started_at, greatest(c.started_at, c.ended_at, c.last_human_at),
        e.run_id > $1 or c.run_id > $1
    from evidence as e
    join touched_browser as t on t.browser = e.identifier
    join contact as c on c.contact_key = e.touchpoint_key
    where e.kind = 4 and not e.on_web_event and c.channel = 'chat'
),
following as (
    select
        browser, from_at, to_at, is_new,
        from_at > $2::interval + max(to_at) over (
            partition by browser order by from_at, to_at, is_new
            rows between unbounded preceding and 1 preceding
        ) as is_apart
    from activity
),
island as (
    select
        browser, from_at, to_at, is_new,
        count(*) filter (where is_apart) over (
            partition by browser order by from_at, to_at, is_new rows unbounded preceding
        ) as number
    from following
)
insert into touched_window (browser, from_at, to_at)
select browser, min(from_at), max(to_at)
from island
group by browser, number
having bool_or(is_new);
