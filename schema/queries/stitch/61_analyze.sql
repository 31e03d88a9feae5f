-- After a run that wrote much: what the planner of the next run and of the reports must know.

analyze web_session, session_page, session_evidence, identifier_verdict, identity_edge, person,
    person_of, journey_step, chat_session, loose_sighting, typed_evidence, matched_evidence,
    relation;
