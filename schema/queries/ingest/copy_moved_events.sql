-- Copies of web events that place them earlier than they are stored.

copy moved_web_event (
    occurred_at, event_key, browser, account, page_id, referrer_page_id, source_id, kind, device,
    is_bot, is_server_side, is_phone_click, run_id, file_id, line, message_id, name, session_ref,
    campaign, language, known_at
) from stdin (format binary)
