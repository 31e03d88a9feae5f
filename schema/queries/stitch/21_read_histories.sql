-- answers: What was seen of each touched value, with whom, and what is settled about it?

copy (
    select
        c.identifier, c.kind, c.touchpoint_key, c.role, c.ordinal, c.seen_at, c.valid_to,
        case when t.channel = 'voice' then t.ended_at end as call_end,
        s.name || ':' || t.record_id as record_name,
        a.accounts, a.emails, a.names,
        case when r.is_blocked then 'blocked' else r.standing end as rule, r.reason, d.ruling
    from carried as c
    join touchpoint as t on t.touchpoint_key = c.touchpoint_key
    join source as s on s.source_id = t.source_id
    left join anchor as a on a.touchpoint_key = c.touchpoint_key
    left join identifier_rule as r on r.identifier = c.identifier
    left join decided as d on d.identifier = c.identifier
    order by c.identifier, c.kind
) to stdout (format binary)
