-- The persons that were and that are: their rows and journeys are made anew.

analyze solved;

insert into affected_person
select person_id from old_person_of
union
select person_id from solved;

delete from person as p using affected_person as a where a.person_id = p.person_id;
