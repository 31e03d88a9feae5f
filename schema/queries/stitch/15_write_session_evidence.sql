-- The browser and the login of each session made anew.

copy session_evidence (
    session_key, identifier, role, kind, ordinal, seen_at, event_key
) from stdin (format binary)
