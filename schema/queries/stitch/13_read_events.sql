-- answers: What did these browsers do? In no order.

copy (
    select
        w.browser, w.source_id, w.event_key, w.occurred_at, w.message_id, w.account,
        w.session_ref, w.kind, w.page_id, w.device, w.is_server_side, w.campaign, w.language
    from web_event as w
    join touched_window as t
        on t.browser = w.browser and w.occurred_at >= t.from_at and w.occurred_at <= t.to_at
    where not w.is_bot
        and w.occurred_at >= (select min(from_at) from touched_window)
        and w.occurred_at <= (select max(to_at) from touched_window)
) to stdout (format binary)
