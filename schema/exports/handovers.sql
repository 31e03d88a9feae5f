-- title:      Handovers from chat to voice, one by one
-- answers:    Which chat led to which call?
-- grain:      one row a chat and the call it was given
-- date:       start of the chat
-- param:      $1 filter jsonb, what selects the chats
-- param:      $2 certainty
-- param:      $3 window, from the last human message of the chat to the start of the call
-- param:      $4 since, inclusive
-- param:      $5 until, exclusive
-- column:     chat_source text, source of the chat
-- column:     chat_id text, the source's own id of the chat
-- column:     call_source text, source of the call
-- column:     call_id text, the source's own id of the call
-- column:     person_id text, whose they are
-- column:     kind text, transfer, instructed, token, inferred or coincident
-- column:     basis text, certain, probable or possible
-- column:     probability number, that both are one person
-- column:     gap_seconds number, last human message of the chat to start of the call
-- column:     chat_started_at text, UTC
-- column:     chat_ended_at text, UTC; empty while unknown
-- column:     call_started_at text, UTC
-- column:     chat_outcome text, how the chat ended
-- column:     call_outcome text, how the call ended
-- column:     chat_page text, page on which the chat began
-- column:     chat_queue text, last queue or department
-- column:     call_queue text, last queue
-- column:     chat_agent text, who handled the chat last
-- column:     call_agent text, who handled the call last
-- column:     topic text, of the chat
-- column:     initiated_by text, customer, invite or trigger
-- column:     brand text, of the chat
-- column:     in_hours text, empty without a calendar

select
    chat.source as chat_source,
    chat.record_id as chat_id,
    call.source as call_source,
    call.record_id as call_id,
    handover.person_id,
    handover.kind,
    handover.basis,
    trim_scale(handover.probability) as probability,
    seconds_of(handover.gap) as gap_seconds,
    utc_text(chat.started_at) as chat_started_at,
    utc_text(chat.ended_at) as chat_ended_at,
    utc_text(call.started_at) as call_started_at,
    chat.outcome as chat_outcome,
    call.outcome as call_outcome,
    chat.page as chat_page,
    chat.queue as chat_queue,
    call.queue as call_queue,
    chat.agent as chat_agent,
    call.agent as call_agent,
    chat.topic,
    chat.initiated_by,
    chat.brand,
    null as in_hours
from selected_contact($1::jsonb) as chat
inner join chat_call($2, $3::interval) as handover on handover.chat_key = chat.contact_key
inner join contact_fact as call on call.contact_key = handover.call_key
where handover.superseded_by is null
    and ($4::timestamptz is null or chat.started_at >= $4::timestamptz)
    and ($5::timestamptz is null or chat.started_at < $5::timestamptz)
order by chat.started_at, call.started_at, chat.source || ':' || chat.record_id;
