-- answers: Which slices of which values do they carry?

copy (
    select e.touchpoint_key, e.identifier, e.slice, e.kind, e.role, e.ordinal, e.seen_at
    from identity_edge as e
    join solve_touchpoint as v on v.touchpoint_key = e.touchpoint_key
) to stdout (format binary)
