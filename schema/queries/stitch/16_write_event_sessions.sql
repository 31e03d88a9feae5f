-- The sessions of events, where what the events say is looked up.

copy event_session (session_key, event_key, occurred_at, message_id) from stdin (format binary)
