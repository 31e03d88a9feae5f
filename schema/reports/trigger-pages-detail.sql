-- title:      Chats and the page that triggered them, one by one
-- answers:    Which chats stand behind the figure of a page?
-- grain:      one row an offered chat
-- date:       start of the session; of untracked chats, their start
-- param:      $1 chat_filter jsonb, what selects the chats
-- param:      $2 certainty
-- param:      $3 since, inclusive
-- param:      $4 until, exclusive
-- param:      $5 page_role, trigger or began
-- param:      $6 entry_pages, pages that hand their chats to the page before
-- param:      $7 page, which pages are shown
-- param:      $8 not_page, which pages are not shown
-- param:      $9 session_filter jsonb, what selects the sessions
-- param:      $10 has_session_filter, which leaves untracked chats out
-- column:     chat_source text, source of the chat
-- column:     chat_id text, the source's own id of the chat
-- column:     session_source text, source of the session; empty for an untracked chat
-- column:     session_id text, the session's id
-- column:     person_id text, whose chat it is
-- column:     page text, the page it is counted for
-- column:     page_began text, where it began
-- column:     page_before text, the page seen before
-- column:     initiated_by text, customer, invite or trigger
-- column:     chat_started_at text, UTC
-- column:     chat_outcome text, how it ended
-- of:         trigger-pages

select
    chat.source as chat_source,
    chat.record_id as chat_id,
    session.source as session_source,
    session.session_id,
    person_at($2, chat.certain_person, chat.probable_person, chat.possible_person) as person_id,
    place.url as page,
    began.url as page_began,
    before.url as page_before,
    chat.initiated_by,
    utc_text(chat.started_at) as chat_started_at,
    chat.outcome as chat_outcome
from chat_place($1::jsonb, $5, $6) as counted
inner join contact_fact as chat on chat.contact_key = counted.contact_key
left join selected_session($9::jsonb) as session on session.session_key = counted.session_key
left join page as place on place.page_id = counted.page_id
left join page as began on began.page_id = counted.began_id
left join page as before on before.page_id = counted.before_id
where (session.session_key is not null or counted.session_key is null and not $10::boolean)
    and ($7::text is null or coalesce(place.url, '') ~ $7)
    and ($8::text is null or coalesce(place.url, '') !~ $8)
    and ($3::timestamptz is null
        or coalesce(session.started_at, chat.started_at) >= $3::timestamptz)
    and ($4::timestamptz is null
        or coalesce(session.started_at, chat.started_at) < $4::timestamptz)
order by chat.started_at, chat.source || ':' || chat.record_id;
