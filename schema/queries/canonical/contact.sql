-- title:   Contacts
-- answers: What is known of each chat and call?
-- grain:   one row a chat or call
-- rules:   a number that may be a customer's gives only how many digits it has

select row_to_json(r)::text as line
from (
    select
        'contact' as row, s.name || ':' || c.contact_id as record, c.channel,
        utc_text(c.version) as version, c.direction, c.initiated_by,
        utc_text(c.started_at) as started_at, utc_text(c.answered_at) as answered_at,
        utc_text(c.ended_at) as ended_at, utc_text(c.last_human_at) as last_human_at, c.outcome,
        c.is_dropped, c.is_bot, c.queue, c.agent, c.brand, c.tags, c.chain_id,
        case
            when c.transferred_to ~ '^[+]?[0-9]{7,}$'
                then length(ltrim(c.transferred_to, '+')) || ' digits'
            else c.transferred_to
        end as transferred_to,
        c.transfers, c.wait_ms, c.first_response_ms, c.talk_ms, c.hold_ms, c.wrap_ms, c.handle_ms,
        c.asked_to_call, p.url as page, c.device, c.language, c.csat
    from contact as c
    inner join source as s on s.source_id = c.source_id
    left join page as p on p.page_id = c.page_id
) as r
