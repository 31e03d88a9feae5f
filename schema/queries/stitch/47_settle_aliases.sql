-- An alias that leads again is none; one that points to an alias points on.

delete from person_alias as a using person as p where p.person_id = a.person_id;

update person_alias as a
set now_person_id = b.now_person_id
from person_alias as b
where b.person_id = a.now_person_id and b.now_person_id <> a.person_id;
