-- answers: What did the browsers of this pass do? In no order: sorting so many rows costs the server
--          more than reading them. The case keeps it one scan of the table.

copy (
    select
        w.browser, w.source_id, w.event_key, w.occurred_at, w.message_id, w.account,
        w.session_ref, w.kind, w.page_id, w.device, w.is_server_side, w.campaign, w.language
    from web_event as w
    where not w.is_bot
        and case
            when (select is_whole from browser_pass) then true
            else w.browser >= (select from_browser from browser_pass)
                and w.browser <= (select to_browser from browser_pass)
        end
) to stdout (format binary)
