-- title:   Evidence of sessions
-- answers: Which values does each session inherit from its events?
-- grain:   one row a session, identifier and role

select row_to_json(r)::text as line
from (
    select
        'session_evidence' as row, n.record as session, i.name as identifier, e.role, e.ordinal,
        utc_text(e.seen_at) as seen_at, e.event_key as event
    from session_evidence as e
    left join touchpoint_name as n on n.record_key = e.session_key
    left join identifier_name as i on i.identifier = e.identifier
) as r
