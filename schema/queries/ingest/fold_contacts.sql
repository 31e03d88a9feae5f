-- title:   Chats and whole calls, version by version and field by field
-- answers: What is known of each staged contact after each of its copies?
-- grain:   one row in fold_contact a staged copy; record -1 is the contact as stored
-- rules:   the highest version counts as a whole, none being the lowest; among equal versions a
--          value beats none, the earliest start, the latest end, else the larger; turns come
--          together from the copy with more

with staged_rank as (
    select
        record, contact_key,
        lpad(count(*)::text, 6, '0') || encode(sha256(convert_to(string_agg(
            concat_ws(E'\x1f', ordinal, (extract(epoch from at) * 1000000)::bigint, author,
                coalesce(agent, ''), text),
            E'\x1e' order by ordinal), 'UTF8')), 'hex') as turn_rank
    from stage_turn
    group by record, contact_key
),
stored as (
    select c.*
    from contact as c
    join (select distinct contact_key from stage_contact) as s using (contact_key)
),
stored_rank as (
    select
        t.contact_key,
        lpad(count(*)::text, 6, '0') || encode(sha256(convert_to(string_agg(
            concat_ws(E'\x1f', t.ordinal, (extract(epoch from t.at) * 1000000)::bigint, t.author,
                coalesce(t.agent, ''), p.text),
            E'\x1e' order by t.ordinal), 'UTF8')), 'hex') as turn_rank
    from stored as c
    join chat_turn as t using (contact_key)
    join journey_pii.turn_text as p using (contact_key, ordinal)
    group by t.contact_key
),
copy as (
    select
        s.record, s.contact_key, s.contact_id, s.channel, s.version, s.direction, s.initiated_by,
        s.started_at, s.answered_at, s.ended_at, s.last_human_at, s.outcome, s.is_dropped, s.is_bot,
        s.queue, s.agent, s.brand, s.tags, s.chain_id, s.transferred_to, s.transfers, s.wait_ms,
        s.first_response_ms, s.talk_ms, s.hold_ms, s.wrap_ms, s.handle_ms, s.asked_to_call,
        s.page_url, s.device, s.language, s.csat, s.line, coalesce(r.turn_rank, '') as own_rank
    from stage_contact as s
    left join staged_rank as r using (record, contact_key)
    union all
    select
        -1, c.contact_key, c.contact_id, c.channel, c.version, c.direction, c.initiated_by,
        c.started_at, c.answered_at, c.ended_at, c.last_human_at, c.outcome, c.is_dropped, c.is_bot,
        c.queue, c.agent, c.brand, c.tags, c.chain_id, c.transferred_to, c.transfers, c.wait_ms,
        c.first_response_ms, c.talk_ms, c.hold_ms, c.wrap_ms, c.handle_ms, c.asked_to_call,
        p.url, c.device, c.language, c.csat, c.line, coalesce(r.turn_rank, '')
    from stored as c
    left join page as p using (page_id)
    left join stored_rank as r using (contact_key)
),
folded as (
    select
        record, contact_key, contact_id, channel, version, line,
        coalesce(version, '-infinity') as rank,
        coalesce(max(nullif(direction, 'unknown')) over fold, 'unknown') as direction,
        max(initiated_by) over fold as initiated_by,
        min(started_at) over fold as started_at,
        max(answered_at) over fold as answered_at,
        max(ended_at) over fold as ended_at,
        max(last_human_at) over fold as last_human_at,
        coalesce(max(nullif(outcome, 'open')) over fold, 'open') as outcome,
        bool_or(is_dropped) over fold as is_dropped,
        bool_or(is_bot) over fold as is_bot,
        max(queue) over fold as queue,
        max(agent) over fold as agent,
        max(brand) over fold as brand,
        max(tags) over fold as tags,
        max(chain_id) over fold as chain_id,
        max(transferred_to) over fold as transferred_to,
        max(transfers) over fold as transfers,
        max(wait_ms) over fold as wait_ms,
        max(first_response_ms) over fold as first_response_ms,
        max(talk_ms) over fold as talk_ms,
        max(hold_ms) over fold as hold_ms,
        max(wrap_ms) over fold as wrap_ms,
        max(handle_ms) over fold as handle_ms,
        bool_or(asked_to_call) over fold as asked_to_call,
        max(page_url) over fold as page_url,
        max(device) over fold as device,
        max(language) over fold as language,
        max(csat) over fold as csat,
        own_rank,
        max(own_rank) over fold as turn_rank
    from copy
    window fold as (partition by contact_key, version order by record)
),
state as (
    select
        f.*,
        row(version, direction, initiated_by, started_at, answered_at, ended_at, last_human_at,
            outcome, is_dropped, is_bot, queue, agent, brand, tags, chain_id, transferred_to,
            transfers, wait_ms, first_response_ms, talk_ms, hold_ms, wrap_ms, handle_ms,
            asked_to_call, page_url, device, language, csat, turn_rank)::text as content
    from folded as f
),
compared as (
    select
        s.*,
        row_number() over (partition by contact_key order by record) as copy_number,
        max(rank) over (partition by contact_key order by record) as rank_so_far,
        lag(content) over (partition by contact_key, version order by record) as content_before,
        row_number() over (
            partition by contact_key order by rank desc, record desc
        ) = 1 as is_last,
        max(content) filter (where record = -1) over (partition by contact_key) as content_stored,
        max(rank) filter (where record = -1) over (partition by contact_key) as rank_stored,
        max(rank) over (partition by contact_key) as rank_last
    from state as s
),
kept as (
    insert into fold_contact
    select
        record, contact_key, contact_id, channel, version, direction, initiated_by, started_at,
        answered_at, ended_at, last_human_at, outcome, is_dropped, is_bot, queue, agent, brand,
        tags, chain_id, transferred_to, transfers, wait_ms, first_response_ms, talk_ms, hold_ms,
        wrap_ms, handle_ms, asked_to_call, page_url, device, language, csat, line, own_rank,
        turn_rank, is_last, content is distinct from content_stored
    from compared
    where record >= 0
),
superseded as (
    insert into superseded_copy (record, record_key)
    select record, contact_key
    from compared
    where record >= 0 and rank < rank_last
),
replaced as (
    insert into replaced_record (record_key)
    select distinct contact_key
    from compared
    where rank_stored < rank_last
)
insert into part_outcome (record, record_key, class)
select
    record, contact_key,
    case
        when copy_number = 1 then 1
        when rank < rank_so_far then 4
        when content_before is distinct from content then 2
        else 3
    end
from compared
where record >= 0;
