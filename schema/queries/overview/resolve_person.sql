-- answers: Which person leads today under this id?
-- param:   $1 person id

-- A person is named by the record that founded it, and its id stays with that record whatever joins or
-- parts it later. Only where the record itself is no more (a session that was cut otherwise) does the
-- alias say which record took its place.
with recursive chain as (
    select $1::uuid as person_id, 0 as depth
    union all
    select a.now_person_id, c.depth + 1
    from chain as c
    join person_alias as a on a.person_id = c.person_id
    where c.depth < 100
)
select p.probable_person, p.probable_person <> $1::uuid as was_alias
from chain as c
join person_of as p on p.touchpoint_key = c.person_id
where c.depth > 0 or exists (
    select from person as k where k.person_id = c.person_id
    union all
    select from person_alias as a where a.person_id = c.person_id
)
order by c.depth
limit 1;
