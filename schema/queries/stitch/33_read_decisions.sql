-- answers: What was decided about two of them?

copy (
    select d.first_key, d.second_key, d.ruling
    from decided_pair as d
    join solve_touchpoint as a on a.touchpoint_key = d.first_key
    join solve_touchpoint as b on b.touchpoint_key = d.second_key
) to stdout (format binary)
