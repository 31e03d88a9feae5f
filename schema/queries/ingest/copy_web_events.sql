-- New web events, into the table of all or into the partition of a month.

copy web_event (
    occurred_at, event_key, browser, account, page_id, referrer_page_id, source_id, kind, device,
    is_bot, is_server_side, is_phone_click, run_id, file_id, line, message_id, name, session_ref,
    campaign, language
) from stdin (format binary)
