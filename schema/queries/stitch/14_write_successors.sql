-- Former sessions whose first event belongs to another session now.

copy session_successor (session_key, now_key) from stdin (format binary)
