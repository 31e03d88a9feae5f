-- A rebuild: there is nothing to compare with, and every record is touched already.

insert into identity_edge select * from new_edge;

insert into loose_sighting (touchpoint_key, identifier, role, seen_at)
select touchpoint_key, identifier, role, seen_at from new_loose;
