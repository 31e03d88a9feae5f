-- Takes out the journeys of every person that was or is affected.

delete from journey_step as j using affected_person as a where a.person_id = j.person_id;
