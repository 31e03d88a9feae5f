-- title:   Legs into their table
-- answers: Which legs are new or have changed?
-- grain:   the command tag counts them
-- param:   $1 source_id
-- param:   $2 run_id
-- param:   $3 file_id

insert into contact_leg (
    leg_key, contact_key, source_id, leg_id, call_id, direction, started_at, answered_at, ended_at,
    outcome, queue, agent, dialled, talk_ms, sequence, run_id, file_id, line
)
select
    leg_key, contact_key, $1::smallint, leg_id, call_id, direction, started_at, answered_at,
    ended_at, outcome, queue, agent, dialled, talk_ms, sequence, $2::integer, $3::integer, line
from fold_leg
where is_last and is_changed
order by leg_key
on conflict (leg_key) do update set
    direction = excluded.direction,
    started_at = excluded.started_at,
    answered_at = excluded.answered_at,
    ended_at = excluded.ended_at,
    outcome = excluded.outcome,
    queue = excluded.queue,
    agent = excluded.agent,
    dialled = excluded.dialled,
    talk_ms = excluded.talk_ms,
    sequence = excluded.sequence,
    run_id = excluded.run_id,
    file_id = excluded.file_id,
    line = excluded.line;
