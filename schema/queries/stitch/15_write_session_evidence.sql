copy session_evidence (
    session_key, identifier, role, kind, ordinal, seen_at, event_key
) from stdin (format binary)
