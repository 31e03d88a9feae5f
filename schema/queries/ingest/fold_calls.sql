-- title:   Calls from all their legs
-- answers: What do the legs of each call that was touched say together?
-- grain:   one row of contact a call
-- rules:   docs/definitions.md; the human time is the union of the legs' human intervals, so that
--          the rows of a conference or an attended transfer do not count twice
-- param:   $1 source_id
-- param:   $2 run_id
-- param:   $3 file_id

with touched as (
    select contact_key, min(line) as line
    from fold_leg
    where is_last and is_changed
    group by contact_key
),
leg as (
    select
        l.*, t.line as touched_line, l.outcome = 'handled' as is_handled,
        case when l.outcome = 'handled' and l.answered_at is not null then
            l.answered_at + coalesce(
                l.talk_ms * interval '1 millisecond',
                greatest(l.ended_at - l.answered_at, interval '0')
            )
        end as talked_until
    from contact_leg as l
    join touched as t using (contact_key)
),
talk as (
    select contact_key, sum(extract(epoch from upper(part) - lower(part)) * 1000)::bigint as talk_ms
    from (
        select contact_key, unnest(range_agg(tstzrange(answered_at, talked_until))) as part
        from leg
        where talked_until is not null
        group by contact_key
    ) as interval_of_talk
    group by contact_key
),
call as (
    select
        contact_key,
        min(call_id) as call_id,
        min(touched_line) as line,
        case
            when bool_or(direction = 'inbound') then 'inbound'
            when bool_or(direction = 'outbound') then 'outbound'
            when bool_or(direction = 'internal') then 'internal'
            else 'unknown'
        end as direction,
        min(started_at) as started_at,
        max(ended_at) as ended_at,
        min(answered_at) filter (where is_handled) as answered_at,
        -- The strongest leg; 'open' only where no leg has ended.
        (array['handled', 'bot_contained', 'voicemail', 'ivr_contained', 'abandoned', 'abandoned',
            'missed', 'refused', 'offline_message', 'invite_ignored', 'failed', 'open'])[
            min(array_position(
                array['handled', 'bot_contained', 'voicemail', 'ivr_contained', 'abandoned',
                    'short_abandon', 'missed', 'refused', 'offline_message', 'invite_ignored',
                    'failed', 'open'],
                outcome))
        ] as outcome,
        (array_agg(queue order by is_handled desc, started_at desc, sequence desc nulls last,
            leg_id desc) filter (where queue is not null))[1] as queue,
        (array_agg(agent order by is_handled desc, started_at desc, sequence desc nulls last,
            leg_id desc) filter (where agent is not null))[1] as agent,
        greatest(count(distinct agent) filter (where is_handled) - 1, 0)::smallint as transfers
    from leg
    group by contact_key
)
insert into contact (
    contact_key, source_id, contact_id, channel, direction, initiated_by, started_at, answered_at,
    ended_at, outcome, queue, agent, transfers, wait_ms, talk_ms, handle_ms, run_id, file_id, line
)
select
    c.contact_key, $1::smallint, c.call_id, 'voice', c.direction, 'customer', c.started_at,
    c.answered_at, c.ended_at,
    case when c.outcome = 'abandoned' and c.ended_at - c.started_at < interval '5 seconds'
        then 'short_abandon' else c.outcome end,
    c.queue, c.agent, c.transfers,
    (extract(epoch from c.answered_at - c.started_at) * 1000)::bigint,
    t.talk_ms, t.talk_ms, $2::integer, $3::integer, c.line
from call as c
left join talk as t using (contact_key)
order by c.contact_key
on conflict (contact_key) do update set
    direction = excluded.direction,
    started_at = excluded.started_at,
    answered_at = excluded.answered_at,
    ended_at = excluded.ended_at,
    outcome = excluded.outcome,
    queue = excluded.queue,
    agent = excluded.agent,
    transfers = excluded.transfers,
    wait_ms = excluded.wait_ms,
    talk_ms = excluded.talk_ms,
    handle_ms = excluded.handle_ms,
    run_id = excluded.run_id,
    file_id = excluded.file_id,
    line = excluded.line;
