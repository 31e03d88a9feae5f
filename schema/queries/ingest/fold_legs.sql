-- title:   Legs, version by version and field by field
-- answers: What is known of each staged leg after each of its copies?
-- grain:   one row in fold_leg a staged copy; record -1 is the leg as stored
-- rules:   the highest version counts as a whole, none being the lowest; among equal versions a
--          value beats none, the earliest start, the latest end, else the bytewise larger

with copy as (
    select
        record, leg_key, contact_key, leg_id, call_id, channel_key, follows_key, channel, version,
        event, direction, started_at, answered_at, ended_at, last_human_at, outcome, is_dropped,
        queue, agent, dialled, chain_id, transferred_to, is_transfer, wait_ms, first_response_ms,
        talk_ms, hold_ms, wrap_ms, sequence, line
    from stage_leg
    union all
    select
        -1, l.leg_key, l.contact_key, l.leg_id, l.call_id, l.channel_key, l.follows_key, l.channel,
        l.version, l.event, l.direction, l.started_at, l.answered_at, l.ended_at, l.last_human_at,
        l.outcome, l.is_dropped, l.queue, l.agent, l.dialled, l.chain_id, l.transferred_to,
        l.is_transfer, l.wait_ms, l.first_response_ms, l.talk_ms, l.hold_ms, l.wrap_ms, l.sequence,
        l.line
    from contact_leg as l
    join (select distinct leg_key from stage_leg) as s using (leg_key)
),
folded as (
    select
        record, leg_key, contact_key, leg_id, call_id, version, line,
        coalesce(version, '-infinity') as rank,
        (max(channel_key::text) over fold)::uuid as channel_key,
        (max(follows_key::text) over fold)::uuid as follows_key,
        max(channel) over fold as channel,
        max(event) over fold as event,
        coalesce(max(nullif(direction, 'unknown')) over fold, 'unknown') as direction,
        min(started_at) over fold as started_at,
        max(answered_at) over fold as answered_at,
        max(ended_at) over fold as ended_at,
        max(last_human_at) over fold as last_human_at,
        coalesce(max(nullif(outcome, 'open')) over fold, 'open') as outcome,
        bool_or(is_dropped) over fold as is_dropped,
        max(queue) over fold as queue,
        max(agent) over fold as agent,
        max(dialled) over fold as dialled,
        max(chain_id) over fold as chain_id,
        max(transferred_to) over fold as transferred_to,
        bool_or(is_transfer) over fold as is_transfer,
        max(wait_ms) over fold as wait_ms,
        max(first_response_ms) over fold as first_response_ms,
        max(talk_ms) over fold as talk_ms,
        max(hold_ms) over fold as hold_ms,
        max(wrap_ms) over fold as wrap_ms,
        max(sequence) over fold as sequence
    from copy
    window fold as (partition by leg_key, version order by record)
),
state as (
    select
        f.*,
        row(version, channel_key, follows_key, channel, event, direction, started_at, answered_at,
            ended_at, last_human_at, outcome, is_dropped, queue, agent, dialled, chain_id,
            transferred_to, is_transfer, wait_ms, first_response_ms, talk_ms, hold_ms, wrap_ms,
            sequence)::text as content
    from folded as f
),
compared as (
    select
        s.*,
        row_number() over (partition by leg_key order by record) as copy_number,
        max(rank) over (partition by leg_key order by record) as rank_so_far,
        lag(content) over (partition by leg_key, version order by record) as content_before,
        row_number() over (partition by leg_key order by rank desc, record desc) = 1 as is_last,
        max(content) filter (where record = -1) over (partition by leg_key) as content_stored,
        max(rank) filter (where record = -1) over (partition by leg_key) as rank_stored,
        max(rank) over (partition by leg_key) as rank_last
    from state as s
),
kept as (
    insert into fold_leg (
        record, leg_key, contact_key, leg_id, call_id, channel_key, follows_key, channel, version,
        event, direction, started_at, answered_at, ended_at, last_human_at, outcome, is_dropped,
        queue, agent, dialled, chain_id, transferred_to, is_transfer, wait_ms, first_response_ms,
        talk_ms, hold_ms, wrap_ms, sequence, line, is_last, is_changed
    )
    select
        record, leg_key, contact_key, leg_id, call_id, channel_key, follows_key, channel, version,
        event, direction, started_at, answered_at, ended_at, last_human_at, outcome, is_dropped,
        queue, agent, dialled, chain_id, transferred_to, is_transfer, wait_ms, first_response_ms,
        talk_ms, hold_ms, wrap_ms, sequence, line, is_last,
        content is distinct from content_stored
    from compared
    where record >= 0
),
superseded as (
    insert into superseded_copy (record, record_key)
    select record, leg_key
    from compared
    where record >= 0 and rank < rank_last
),
replaced as (
    insert into replaced_record (record_key)
    select distinct leg_key
    from compared
    where rank_stored < rank_last
)
insert into part_outcome (record, record_key, class)
select
    record, leg_key,
    case
        when copy_number = 1 then 1
        when rank < rank_so_far then 4
        when content_before is distinct from content then 2
        else 3
    end
from compared
where record >= 0;
