copy person (person_id, founder, founded_at, touchpoints) from stdin (format binary)
