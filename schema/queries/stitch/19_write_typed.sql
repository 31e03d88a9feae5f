-- Numbers that the patterns of the rules find in what customers wrote.

copy typed_evidence (touchpoint_key, identifier, kind, ordinal, seen_at) from stdin (format binary)
