-- Room for the chats and calls that are matched anew, and for what they fit.

create temporary table matched_anew (touchpoint_key uuid primary key) on commit drop;
create temporary table new_match (like matched_evidence) on commit drop;
