-- answers: Which sessions were there before?

copy (select session_key from dropped_session) to stdout (format binary)
