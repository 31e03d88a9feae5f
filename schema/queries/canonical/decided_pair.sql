-- title:   Decisions where they apply
-- answers: Which touchpoints do the decisions about records speak of now?
-- grain:   one row a pair of touchpoints and ruling

select row_to_json(r)::text as line
from (
    select 'decided_pair' as row, a.record as first, b.record as second, d.ruling
    from decided_pair as d
    left join touchpoint_name as a on a.record_key = d.first_key
    left join touchpoint_name as b on b.record_key = d.second_key
) as r
