-- title:   Contacts from all their parts
-- answers: What do the legs and visits of each contact that was touched say together?
-- grain:   one row of contact a contact
-- rules:   docs/definitions.md; the human time is the union of the parts' human intervals without
--          the waits of the same channel, so that the rows of a conference or an attended transfer
--          do not count twice
-- param:   $1 source_id
-- param:   $2 run_id
-- param:   $3 file_id

with waited as (
    select contact_key, strand, range_agg(tstzrange(started_at, left_at)) as spans
    from (
        select contact_key, strand, started_at, coalesce(answered_at, ended_at) as left_at
        from call_part
        where not is_leg
    ) as stay
    where left_at > started_at
    group by contact_key, strand
),
spoken as (
    select
        contact_key, strand, min(answered_at) as answered_at,
        min(answered_at) filter (where not is_leg) as queue_answered_at,
        range_agg(
            case when talked_until >= answered_at then tstzrange(answered_at, talked_until) end
        ) as spans
    from call_part
    where is_handled
    group by contact_key, strand
),
human as (
    select
        s.contact_key,
        case when w.spans is null then s.answered_at
            else coalesce(lower(s.spans - w.spans), s.queue_answered_at, s.answered_at)
        end as answered_at,
        case when w.spans is null then s.spans else s.spans - w.spans end as spans
    from spoken as s
    left join waited as w using (contact_key, strand)
),
answer as (
    select contact_key, min(answered_at) as answered_at from human group by contact_key
),
talk as (
    select contact_key, sum(extract(epoch from upper(span) - lower(span)) * 1000)::bigint as talk_ms
    from (
        select contact_key, unnest(range_agg(span)) as span
        from (select contact_key, unnest(spans) as span from human) as span_of_strand
        group by contact_key
    ) as span_of_talk
    group by contact_key
),
whole as (
    select
        p.contact_key,
        min(p.contact_id) as contact_id,
        min(p.line) as line,
        (array_agg(p.channel order by p.started_at, p.part_id))[1] as channel,
        case
            when bool_or(p.direction = 'inbound' and p.is_leg) then 'inbound'
            when bool_or(p.direction = 'outbound' and p.is_leg) then 'outbound'
            when bool_or(p.direction = 'internal' and p.is_leg) then 'internal'
            when bool_or(p.direction = 'inbound') then 'inbound'
            when bool_or(p.direction = 'internal') then 'internal'
            -- Somebody waited in a queue.
            when bool_or(not p.is_leg) then 'inbound'
            else 'unknown'
        end as direction,
        min(p.started_at) as started_at,
        a.answered_at,
        max(p.ended_at) as ended_at,
        max(p.last_human_at) as last_human_at,
        -- Place of the strongest leg in the list of `outcome` below.
        coalesce(min(array_position(
            array['handled', 'bot_contained', 'voicemail', 'ivr_contained', 'abandoned',
                'short_abandon', 'missed', 'refused', 'offline_message', 'invite_ignored',
                'failed', 'open'],
            p.outcome)) filter (where p.is_leg and not p.is_overruled), 12) as leg_word,
        case when bool_or(p.is_handled and not p.is_leg) then 'handled'
            else (array_agg(p.outcome order by p.ended_at desc, p.started_at desc, p.part_id desc)
                filter (where not p.is_leg and p.outcome <> 'open'))[1]
        end as queue_word,
        (array_agg(p.is_dropped order by p.started_at desc, p.part_id desc)
            filter (where p.is_leg))[1] as is_dropped,
        (array_agg(p.queue order by p.is_handled desc, p.started_at desc,
            p.sequence desc nulls last, p.part_id desc) filter (where p.queue is not null)
        )[1] as queue,
        -- Call records see the telephones outside of queues as well.
        (array_agg(p.agent order by p.is_handled desc, p.is_leg desc, p.started_at desc,
            p.sequence desc nulls last, p.part_id desc) filter (where p.agent is not null)
        )[1] as agent,
        min(p.chain_id) as chain_id,
        (array_agg(p.transferred_to order by p.started_at desc, p.part_id desc)
            filter (where p.transferred_to is not null))[1] as transferred_to,
        greatest(
            count(distinct p.agent) filter (where p.is_handled and p.is_leg) - 1,
            count(distinct p.agent) filter (where p.is_handled and not p.is_leg) - 1,
            sum(p.transfers)
        )::smallint as transfers,
        coalesce(
            sum(p.wait_ms) filter (where not p.is_leg and p.started_at
                < coalesce(a.answered_at, 'infinity')),
            sum(p.wait_ms) filter (where p.is_leg and p.started_at
                < coalesce(a.answered_at, 'infinity'))
        )::bigint as wait_ms,
        (array_agg(p.first_response_ms order by p.started_at, p.part_id)
            filter (where p.first_response_ms is not null))[1] as first_response_ms,
        sum(p.hold_ms)::bigint as hold_ms,
        sum(p.wrap_ms)::bigint as wrap_ms
    from call_part as p
    left join answer as a using (contact_key)
    group by p.contact_key, a.answered_at
),
call as (
    select
        w.*, t.talk_ms,
        case
            -- A queue's word ranks behind a human, a bot and a mailbox, before menus.
            when queue_word = 'handled' or queue_word is not null and leg_word > 3 then queue_word
            -- 'open' only where no leg has ended.
            else (array['handled', 'bot_contained', 'voicemail', 'ivr_contained', 'abandoned',
                'abandoned', 'missed', 'refused', 'offline_message', 'invite_ignored', 'failed',
                'open'])[leg_word]
        end as outcome
    from whole as w
    left join talk as t using (contact_key)
)
insert into contact (
    contact_key, source_id, contact_id, channel, direction, initiated_by, started_at, answered_at,
    ended_at, last_human_at, outcome, is_dropped, queue, agent, chain_id, transferred_to, transfers,
    wait_ms, first_response_ms, talk_ms, hold_ms, wrap_ms, handle_ms, run_id, file_id, line
)
select
    contact_key, $1::smallint, contact_id, channel, direction, 'customer', started_at, answered_at,
    ended_at, last_human_at,
    case when channel = 'voice' and outcome = 'abandoned'
            and coalesce(wait_ms * interval '1 millisecond', ended_at - started_at)
                < interval '5 seconds'
        then 'short_abandon' else outcome end,
    coalesce(is_dropped and outcome = 'handled', false), queue, agent, chain_id, transferred_to,
    transfers, coalesce(wait_ms, (extract(epoch from answered_at - started_at) * 1000)::bigint),
    first_response_ms, talk_ms, hold_ms, wrap_ms,
    case when coalesce(talk_ms, hold_ms, wrap_ms) is not null
        then coalesce(talk_ms, 0) + coalesce(hold_ms, 0) + coalesce(wrap_ms, 0) end,
    $2::integer, $3::integer, line
from call
order by contact_key
on conflict (contact_key) do update set (
    channel, direction, started_at, answered_at, ended_at, last_human_at, outcome, is_dropped,
    queue, agent, chain_id, transferred_to, transfers, wait_ms, first_response_ms, talk_ms, hold_ms,
    wrap_ms, handle_ms, run_id, file_id, line
) = (
    excluded.channel, excluded.direction, excluded.started_at, excluded.answered_at,
    excluded.ended_at, excluded.last_human_at, excluded.outcome, excluded.is_dropped,
    excluded.queue, excluded.agent, excluded.chain_id, excluded.transferred_to, excluded.transfers,
    excluded.wait_ms, excluded.first_response_ms, excluded.talk_ms, excluded.hold_ms,
    excluded.wrap_ms, excluded.handle_ms, excluded.run_id, excluded.file_id, excluded.line
);
