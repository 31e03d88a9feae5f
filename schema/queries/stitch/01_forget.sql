-- A rebuild: remembers who was who, then empties what is derived. Aliases are history and stay.

insert into dropped_session select session_key from web_session;

insert into old_person_of select touchpoint_key, certain_person from person_of;

truncate web_session, session_page, session_evidence, identifier_verdict,
    identifier_interval, identity_edge, loose_sighting, identifier_rule, agent_identifier,
    excluded_touchpoint, typed_evidence, matched_evidence, relation, person, person_of,
    refused_link, decided_pair, refused_merge, journey_step, chat_session;

analyze web_event, contact, conversion, customer, evidence, chat_page;
