-- After a rebuild has filled them: what the planner must know for the steps to come.

analyze web_session, session_page, person_of;
