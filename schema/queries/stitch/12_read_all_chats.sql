-- answers: When did which browser chat? A chat keeps its session alive.

copy (
    select
        e.identifier, c.started_at,
        greatest(c.started_at, c.ended_at, c.last_human_at)
    from evidence as e
    join contact as c on c.contact_key = e.touchpoint_key
    where e.kind = 4 and not e.on_web_event and c.channel = 'chat'
    order by e.identifier, c.started_at, c.contact_id
) to stdout (format binary)
