-- Takes out the refused links of what is solved again.

delete from refused_link as r using solve_touchpoint as v
where v.touchpoint_key = r.touchpoint_key;
