-- A rebuild solves every touchpoint.

insert into solve_touchpoint
select touchpoint_key from touched_touchpoint
order by touchpoint_key;

analyze solve_touchpoint;
analyze identity_edge;
