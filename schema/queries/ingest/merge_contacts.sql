-- title:   Chats and whole calls into their table
-- answers: Which contacts are new or have changed?
-- grain:   the command tag counts them
-- param:   $1 source_id
-- param:   $2 run_id
-- param:   $3 file_id
-- param:   $4 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with kept as (
    insert into contact_version
    select $2::integer, t.*
    from fold_contact as f
    join contact as t on t.contact_key = f.contact_key
    where f.is_last and f.is_changed and t.run_id <= $4::integer
)
insert into contact (
    contact_key, source_id, contact_id, channel, version, direction, initiated_by, started_at,
    answered_at, ended_at, last_human_at, outcome, is_dropped, is_bot, queue, agent, brand, tags,
    chain_id, transferred_to, transfers, wait_ms, first_response_ms, talk_ms, hold_ms, wrap_ms,
    handle_ms, asked_to_call, page_id, device, language, csat, run_id, file_id, line
)
select
    f.contact_key, $1::smallint, f.contact_id, f.channel, f.version, f.direction, f.initiated_by,
    f.started_at, f.answered_at, f.ended_at, f.last_human_at, f.outcome, f.is_dropped, f.is_bot,
    f.queue, f.agent, f.brand, f.tags, f.chain_id, f.transferred_to, f.transfers, f.wait_ms,
    f.first_response_ms, f.talk_ms, f.hold_ms, f.wrap_ms, f.handle_ms, f.asked_to_call, p.page_id,
    f.device, f.language, f.csat, $2::integer, $3::integer, f.line
from fold_contact as f
left join page as p on p.url = f.page_url
where f.is_last and f.is_changed
order by f.contact_key
on conflict (contact_key) do update set
    version = excluded.version,
    direction = excluded.direction,
    initiated_by = excluded.initiated_by,
    started_at = excluded.started_at,
    answered_at = excluded.answered_at,
    ended_at = excluded.ended_at,
    last_human_at = excluded.last_human_at,
    outcome = excluded.outcome,
    is_dropped = excluded.is_dropped,
    is_bot = excluded.is_bot,
    queue = excluded.queue,
    agent = excluded.agent,
    brand = excluded.brand,
    tags = excluded.tags,
    chain_id = excluded.chain_id,
    transferred_to = excluded.transferred_to,
    transfers = excluded.transfers,
    wait_ms = excluded.wait_ms,
    first_response_ms = excluded.first_response_ms,
    talk_ms = excluded.talk_ms,
    hold_ms = excluded.hold_ms,
    wrap_ms = excluded.wrap_ms,
    handle_ms = excluded.handle_ms,
    asked_to_call = excluded.asked_to_call,
    page_id = excluded.page_id,
    device = excluded.device,
    language = excluded.language,
    csat = excluded.csat,
    run_id = excluded.run_id,
    file_id = excluded.file_id,
    line = excluded.line;
