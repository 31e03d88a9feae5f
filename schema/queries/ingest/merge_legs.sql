-- title:   Legs into their table
-- answers: Which legs are new or have changed?
-- grain:   the command tag counts them
-- rules:   a leg stays with the contact it is bound to; binding comes next
-- param:   $1 source_id
-- param:   $2 run_id
-- param:   $3 file_id
-- param:   $4 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with kept as (
    insert into contact_leg_version
    select $2::integer, t.*
    from fold_leg as f
    join contact_leg as t on t.leg_key = f.leg_key
    where f.is_last and f.is_changed and t.run_id <= $4::integer
)
insert into contact_leg as l (
    leg_key, contact_key, source_id, leg_id, call_id, channel_key, follows_key, stated_key, channel,
    version, event, direction, started_at, answered_at, ended_at, last_human_at, outcome,
    is_dropped, queue, agent, dialled, chain_id, transferred_to, is_transfer, wait_ms,
    first_response_ms, talk_ms, hold_ms, wrap_ms, sequence, run_id, file_id, line
)
select
    leg_key, contact_key, $1::smallint, leg_id, call_id, channel_key, follows_key,
    case when follows_key is not null then contact_key end, channel, version, event, direction,
    started_at, answered_at, ended_at, last_human_at, outcome, is_dropped, queue, agent, dialled,
    chain_id, transferred_to, is_transfer, wait_ms, first_response_ms, talk_ms, hold_ms, wrap_ms,
    sequence, $2::integer, $3::integer, line
from fold_leg
where is_last and is_changed
order by leg_key
on conflict (leg_key) do update set
    channel_key = excluded.channel_key,
    follows_key = excluded.follows_key,
    stated_key = coalesce(excluded.stated_key, l.stated_key),
    channel = excluded.channel,
    version = excluded.version,
    event = excluded.event,
    direction = excluded.direction,
    started_at = excluded.started_at,
    answered_at = excluded.answered_at,
    ended_at = excluded.ended_at,
    last_human_at = excluded.last_human_at,
    outcome = excluded.outcome,
    is_dropped = excluded.is_dropped,
    queue = excluded.queue,
    agent = excluded.agent,
    dialled = excluded.dialled,
    chain_id = excluded.chain_id,
    transferred_to = excluded.transferred_to,
    is_transfer = excluded.is_transfer,
    wait_ms = excluded.wait_ms,
    first_response_ms = excluded.first_response_ms,
    talk_ms = excluded.talk_ms,
    hold_ms = excluded.hold_ms,
    wrap_ms = excluded.wrap_ms,
    sequence = excluded.sequence,
    run_id = excluded.run_id,
    file_id = excluded.file_id,
    line = excluded.line;
