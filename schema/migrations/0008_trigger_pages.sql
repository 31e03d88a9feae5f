-- Chats and sessions of the pages where they began. Costs nothing on a large database: no table
-- changes.

-- Offered chats and the page they are counted for. With the role `trigger` a chat that began on an
-- entry page (contact, help, support) counts for the page seen before, where there was one.
create function chat_place(filter jsonb, page_role text, entry_pages text)
returns table (
    contact_key uuid, session_key uuid, page_id integer, began_id integer, before_id integer,
    is_proactive boolean, started_at timestamptz
)
language sql stable as $$
    select
        c.contact_key,
        c.session_key,
        case
            when page_role = 'trigger' and c.page ~ entry_pages
                then coalesce(s.page_before_id, c.page_id)
            else c.page_id
        end,
        c.page_id,
        s.page_before_id,
        c.initiated_by <> 'customer',
        c.started_at
    from selected_contact(filter) as c
    left join chat_session as s on s.contact_key = c.contact_key
    where c.channel = 'chat' and c.outcome <> 'invite_ignored'
$$;

-- Tracked sessions that pass the filters of a report, with their person; crawlers have none.
create function selected_session(filter jsonb)
returns table (
    session_key uuid, source text, session_id text, started_at timestamptz, device text,
    campaign text, language text, certain_person uuid, probable_person uuid, possible_person uuid
)
language sql stable as $$
    select
        w.session_key, s.name, w.session_id, w.started_at, device_name(w.device), w.campaign,
        w.language, p.certain_person, p.probable_person, p.possible_person
    from web_session as w
    inner join source as s on s.source_id = w.source_id
    inner join person_of as p on p.touchpoint_key = w.session_key
    where is_listed(filter -> 'is' -> 'source', s.name, true)
        and not is_listed(filter -> 'not' -> 'source', s.name, false)
        and is_listed(filter -> 'is' -> 'device', device_name(w.device), true)
        and not is_listed(filter -> 'not' -> 'device', device_name(w.device), false)
        and is_listed(filter -> 'is' -> 'campaign', w.campaign, true)
        and not is_listed(filter -> 'not' -> 'campaign', w.campaign, false)
        and is_listed(filter -> 'is' -> 'language', w.language, true)
        and not is_listed(filter -> 'not' -> 'language', w.language, false)
$$;
