-- answers: What did these browsers do, browser by browser, in order of time?

copy (
    select
        w.browser, w.source_id, w.event_key, w.occurred_at, w.message_id, w.account,
        w.session_ref, w.kind, w.page_id, w.device, w.is_server_side, w.campaign, w.language
    from web_event as w
    join touched_browser as t on t.browser = w.browser
    where not w.is_bot
    order by w.browser, w.source_id, w.occurred_at, w.message_id
) to stdout (format binary)
