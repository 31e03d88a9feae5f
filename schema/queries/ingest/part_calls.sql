-- title:   Parts of the contacts that were touched
-- answers: Which legs and which visits to a queue does each contact consist of?
-- grain:   one row in call_part a leg or visit
-- rules:   a visit begins where the caller enters; events of one channel and queue up to the next
--          beginning are of the same visit. What the queue says of a settled visit outranks the
--          call record of it, which counts the wait as talk where the dialplan answered first
-- param:   $1 run_id
-- param:   $2 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with touched as (
    select l.contact_key
    from (
        select leg_key from fold_leg where is_last and is_changed
        union
        select leg_key from moved_leg
    ) as t
    join contact_leg as l using (leg_key)
    union
    select from_key from moved_leg
),
kept as (
    insert into contact_version
    select $1::integer, c.*
    from touched as t
    join contact as c using (contact_key)
    where c.run_id <= $2::integer
),
leg as (
    select
        l.*,
        case when event is null then coalesce(channel_key, contact_key) else follows_key
        end as strand,
        case when coalesce(stated_key, contact_key) = contact_key then call_id
            when channel_key = contact_key then leg_id
        end as contact_id
    from touched as t
    join contact_leg as l using (contact_key)
),
event as (
    select
        l.*,
        count(*) filter (where event = 'entered') over (
            partition by contact_key, strand, queue
            order by
                coalesce(ended_at, answered_at, started_at),
                coalesce(event = 'ended' and started_at < ended_at, false) desc,
                array_position(array['entered', 'rang', 'connected', 'ended'], event), leg_id
        ) as visit
    from leg as l
    where event is not null
),
visit as (
    select
        contact_key, strand, queue, min(leg_id) as part_id, min(contact_id) as contact_id,
        min(channel) as channel,
        case when bool_or(direction = 'inbound') then 'inbound' else max(direction)
        end as direction,
        coalesce(
            min(started_at) filter (where event = 'entered'),
            max(started_at) filter (where event = 'ended'),
            max(started_at) filter (where event = 'connected'),
            min(started_at)
        ) as started_at,
        coalesce(
            min(answered_at) filter (where event = 'connected'), min(answered_at)
        ) as answered_at,
        max(ended_at) as ended_at,
        case when bool_or(outcome = 'handled') then 'handled'
            else coalesce(max(nullif(outcome, 'open')), 'open')
        end as outcome,
        coalesce(
            max(agent) filter (where event = 'ended'), max(agent) filter (where event = 'connected')
        ) as agent,
        max(transferred_to) as transferred_to,
        count(*) filter (where is_transfer) as transfers,
        max(wait_ms) filter (where event <> 'rang') as wait_ms,
        max(talk_ms) as talk_ms,
        min(line) as line
    from event
    group by contact_key, strand, queue, visit
),
queue_word as (
    select
        contact_key, strand, queue, bool_or(outcome = 'handled') as is_handled,
        min(answered_at) as answered_at, max(coalesce(ended_at, 'infinity')) as left_at
    from visit
    where outcome <> 'open'
    group by contact_key, strand, queue
)
insert into call_part (
    contact_key, strand, is_leg, is_overruled, is_handled, part_id, contact_id, channel, direction,
    started_at, answered_at, talked_until, ended_at, last_human_at, outcome, is_dropped, queue,
    agent, chain_id, transferred_to, transfers, wait_ms, first_response_ms, hold_ms, wrap_ms,
    sequence, line
)
select
    l.contact_key, l.strand, true, q.contact_key is not null,
    l.outcome = 'handled' and q.is_handled is not false, l.leg_id, l.contact_id, l.channel,
    l.direction, l.started_at, greatest(l.answered_at, q.answered_at),
    l.answered_at + coalesce(
        l.talk_ms * interval '1 millisecond', greatest(l.ended_at - l.answered_at, interval '0')),
    l.ended_at, l.last_human_at, l.outcome, l.is_dropped, l.queue, l.agent, l.chain_id,
    l.transferred_to, l.is_transfer::integer, l.wait_ms, l.first_response_ms, l.hold_ms, l.wrap_ms,
    l.sequence, l.line
from leg as l
left join queue_word as q
    on q.contact_key = l.contact_key and q.strand = l.strand and q.queue = l.queue
    and l.started_at < q.left_at
where l.event is null
union all
select
    contact_key, strand, false, false, outcome = 'handled', part_id, contact_id, channel, direction,
    started_at, answered_at,
    coalesce(answered_at + talk_ms * interval '1 millisecond', ended_at), ended_at, null, outcome,
    false, queue, agent, null, transferred_to, transfers,
    coalesce(wait_ms,
        (extract(epoch from coalesce(answered_at, ended_at) - started_at) * 1000)::bigint),
    null, null, null, null, line
from visit;
