-- The persons that the solver found.

copy person (person_id, founder, founded_at, touchpoints) from stdin (format binary)
