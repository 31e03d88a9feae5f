-- answers: What are the values on touched records? Null where only the hash is kept.

copy (
    select i.identifier, i.kind, v.value
    from (
        select distinct e.identifier, e.kind
        from touchpoint_evidence as e
        join touched_touchpoint as t on t.touchpoint_key = e.touchpoint_key
    ) as i
    left join journey_pii.identifier_value as v on v.identifier = i.identifier
) to stdout (format binary)
