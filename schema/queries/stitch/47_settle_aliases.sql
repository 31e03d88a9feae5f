-- An alias that leads again is none. One whose record is still there is now the person of that record,
-- whatever was joined or parted meanwhile; only the others point on where their target did.

delete from person_alias as a using person as p where p.person_id = a.person_id;

update person_alias as a
set now_person_id = p.certain_person
from person_of as p
join solve_touchpoint as s on s.touchpoint_key = p.touchpoint_key
where p.touchpoint_key = a.person_id and a.now_person_id <> p.certain_person;

update person_alias as a
set now_person_id = b.now_person_id
from person_alias as b
where b.person_id = a.now_person_id and b.now_person_id <> a.person_id
    and not exists (select from person_of as p where p.touchpoint_key = a.person_id);
