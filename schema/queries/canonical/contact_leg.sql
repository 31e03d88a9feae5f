-- title:   Legs
-- answers: What is known of each leg of a call or chain?
-- grain:   one row a leg
-- rules:   a number that may be a customer's gives only how many digits it has

select row_to_json(r)::text as line
from (
    select
        'contact_leg' as row, s.name || ':' || l.call_id || '#' || l.leg_id as record,
        c.contact_id as contact, l.channel, utc_text(l.version) as version, l.event, l.direction,
        utc_text(l.started_at) as started_at, utc_text(l.answered_at) as answered_at,
        utc_text(l.ended_at) as ended_at, utc_text(l.last_human_at) as last_human_at, l.outcome,
        l.is_dropped, l.queue, l.agent,
        case
            when l.dialled ~ '^[+]?[0-9]{7,}$' then length(ltrim(l.dialled, '+')) || ' digits'
            else l.dialled
        end as dialled,
        l.chain_id,
        case
            when l.transferred_to ~ '^[+]?[0-9]{7,}$'
                then length(ltrim(l.transferred_to, '+')) || ' digits'
            else l.transferred_to
        end as transferred_to,
        l.is_transfer, l.wait_ms, l.first_response_ms, l.talk_ms, l.hold_ms, l.wrap_ms, l.sequence
    from contact_leg as l
    inner join source as s on s.source_id = l.source_id
    left join contact as c on c.contact_key = l.contact_key
) as r
