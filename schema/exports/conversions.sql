-- title:      Chat-attributed conversions, one by one
-- answers:    Which chats came before which conversion, and what does each get of it?
-- grain:      one row a chat, a conversion and a model
-- date:       conversion time
-- param:      $1 filter jsonb, what selects the chats
-- param:      $2 certainty
-- param:      $3 lookback, from the start of the chat to the conversion
-- param:      $4 since, inclusive
-- param:      $5 until, exclusive
-- param:      $6 models
-- column:     chat_source text, source of the chat
-- column:     chat_id text, the source's own id of the chat
-- column:     conversion_source text, source of the conversion
-- column:     conversion_id text, the source's own id of it
-- column:     person_id text, whose they are
-- column:     basis text, certain, probable or possible
-- column:     probability number, that both are one person
-- column:     gap_seconds number, start of the chat to the conversion
-- column:     amount number, of the conversion, net of refunds
-- column:     currency text, ISO 4217
-- column:     model text, how the conversion is shared out
-- column:     credit number, what this chat gets, 0 to 1; by any, 1 for each chat

select
    chat.source as chat_source,
    chat.record_id as chat_id,
    v.source as conversion_source,
    v.record_id as conversion_id,
    person_at($2, chat.certain_person, chat.probable_person, chat.possible_person) as person_id,
    touch.basis,
    trim_scale(touch.probability) as probability,
    seconds_of(touch.gap) as gap_seconds,
    trim_scale(v.amount) as amount,
    v.currency,
    touch.model,
    touch.credit
from conversion_touch($2, $3::interval, $6::text[]) as touch
inner join selected_contact($1::jsonb) as chat on chat.contact_key = touch.touch_key
inner join conversion_fact as v on v.conversion_key = touch.conversion_key
where touch.touch_channel = 'chat'
    and ($4::timestamptz is null or v.converted_at >= $4::timestamptz)
    and ($5::timestamptz is null or v.converted_at < $5::timestamptz)
order by
    chat.started_at, chat.source || ':' || chat.record_id, v.source || ':' || v.record_id,
    touch.model collate "C";
