-- What the solver found, a row a touchpoint.

copy solved (
    touchpoint_key, channel, started_at, ended_at, record_name, block, person_id,
    probable_person, possible_person, is_linked, basis, probability, possible_probability
) from stdin (format binary)
