-- title:   Legs, field by field
-- answers: What is known of each staged leg after each of its copies?
-- grain:   one row in fold_leg a staged copy; record -1 is the leg as stored
-- rules:   a value beats none, the earliest start, the latest end, else the bytewise larger

with copy as (
    select
        record, leg_key, contact_key, leg_id, call_id, direction, started_at, answered_at,
        ended_at, outcome, queue, agent, dialled, talk_ms, sequence, line
    from stage_leg
    union all
    select
        -1, l.leg_key, l.contact_key, l.leg_id, l.call_id, l.direction, l.started_at,
        l.answered_at, l.ended_at, l.outcome, l.queue, l.agent, l.dialled, l.talk_ms, l.sequence,
        l.line
    from contact_leg as l
    join (select distinct leg_key from stage_leg) as s using (leg_key)
),
folded as (
    select
        record, leg_key, contact_key, leg_id, call_id, line,
        coalesce(max(nullif(direction, 'unknown')) over fold, 'unknown') as direction,
        min(started_at) over fold as started_at,
        max(answered_at) over fold as answered_at,
        max(ended_at) over fold as ended_at,
        coalesce(max(nullif(outcome, 'open')) over fold, 'open') as outcome,
        max(queue) over fold as queue,
        max(agent) over fold as agent,
        max(dialled) over fold as dialled,
        max(talk_ms) over fold as talk_ms,
        max(sequence) over fold as sequence
    from copy
    window fold as (partition by leg_key order by record)
),
state as (
    select
        f.*,
        row(direction, started_at, answered_at, ended_at, outcome, queue, agent, dialled, talk_ms,
            sequence)::text as content
    from folded as f
),
compared as (
    select
        s.*,
        lag(content) over copies as content_before,
        last_value(record) over (
            partition by leg_key order by record
            rows between unbounded preceding and unbounded following
        ) = record as is_last,
        case when first_value(record) over copies = -1 then first_value(content) over copies
        end as content_stored
    from state as s
    window copies as (partition by leg_key order by record)
),
kept as (
    insert into fold_leg (
        record, leg_key, contact_key, leg_id, call_id, direction, started_at, answered_at,
        ended_at, outcome, queue, agent, dialled, talk_ms, sequence, line, is_last, is_changed
    )
    select
        record, leg_key, contact_key, leg_id, call_id, direction, started_at, answered_at,
        ended_at, outcome, queue, agent, dialled, talk_ms, sequence, line, is_last,
        content is distinct from content_stored
    from compared
    where record >= 0
)
insert into part_outcome (record, record_key, class)
select
    record, leg_key,
    case when content_before is null then 1 when content <> content_before then 2 else 3 end
from compared
where record >= 0;
