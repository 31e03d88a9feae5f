-- title:   Refused merges
-- answers: Which decisions would have broken a rule or another decision?
-- grain:   one row a pair of touchpoints

select row_to_json(r)::text as line
from (
    select 'refused_merge' as row, a.record as first, b.record as second, m.block, m.reason
    from refused_merge as m
    left join touchpoint_name as a on a.record_key = m.first_key
    left join touchpoint_name as b on b.record_key = m.second_key
) as r
