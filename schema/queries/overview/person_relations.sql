-- answers: With whom does a person share a value that does not join them?
-- param:   $1 person id

select
    r.kind as relation,
    (array['account', 'email', 'phone', 'browser', 'visitor'])[r.value_kind] as shares,
    r.verdict,
    utc_text(date_trunc('second', r.since)) as since,
    array_to_string(array_remove(r.persons, $1::uuid), ' ') as persons
from relation as r
where r.persons @> array[$1::uuid]
order by r.since, r.value_kind, persons, r.verdict;
