-- The sessions of the touched browsers, made anew.

copy web_session (
    session_key, source_id, session_id, browser, session_ref, account, is_server_side,
    started_at, ended_at, last_message_id, events, page_views, entry_page_id, device,
    campaign, language
) from stdin (format binary)
