-- answers: Under which names does the feed of agents know them?

copy (
    select agent_id from agent
    union
    select t.value
    from agent as a
    join journey_pii.feed_text as t on t.row_key = a.row_key and t.field = 'person'
) to stdout (format binary)
