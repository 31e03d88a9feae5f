-- answers: Which person leads today under this id?
-- param:   $1 person id
with recursive chain as (
    select $1::uuid as person_id, 0 as depth
    union all
    select a.now_person_id, c.depth + 1
    from chain as c
    join person_alias as a on a.person_id = c.person_id
    where c.depth < 100
)
select c.person_id, c.depth > 0 as was_alias
from chain as c
where exists (select from person_of as p where p.probable_person = c.person_id)
order by c.depth desc
limit 1;
