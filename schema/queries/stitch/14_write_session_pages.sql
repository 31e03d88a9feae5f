-- What the sessions just made have seen.

copy session_page (session_key, page_id, views) from stdin (format binary)
