-- Takes out the refused links and merges of what is solved again.

delete from refused_link as r using solve_touchpoint as v
where v.touchpoint_key = r.touchpoint_key;

delete from refused_merge as r using solve_touchpoint as v
where v.touchpoint_key = r.first_key;
