-- title:      Repeat contacts, one by one
-- answers:    Which contact came back after which?
-- grain:      one row a repeat contact
-- date:       end of the earlier contact
-- param:      $1 filter jsonb, what selects the earlier contacts
-- param:      $2 certainty
-- param:      $3 window, from the end of the earlier contact to the start of the next
-- param:      $4 since, inclusive
-- param:      $5 until, exclusive
-- param:      $6 handover_window
-- column:     first_source text, source of the earlier contact
-- column:     first_id text, the source's own id of it
-- column:     next_source text, source of the later contact
-- column:     next_id text, the source's own id of it
-- column:     person_id text, whose they are
-- column:     basis text, certain, probable or possible
-- column:     probability number, that both are one person
-- column:     gap_seconds number, end of the earlier to start of the later
-- column:     same_topic text, true or false; empty where a topic is not mapped
-- column:     first_channel text, chat or voice
-- column:     next_channel text, chat or voice
-- column:     first_agent text, who handled the earlier one last
-- column:     first_queue text, its last queue or department
-- column:     topic text, of the earlier one
-- column:     is_handover text, whether a chat was handed over to a call
-- of:         repeats

select
    one.source as first_source,
    one.record_id as first_id,
    next.source as next_source,
    next.record_id as next_id,
    pair.person_id,
    pair.basis,
    trim_scale(pair.probability) as probability,
    seconds_of(pair.gap) as gap_seconds,
    (one.mapped_topic = next.mapped_topic)::text as same_topic,
    one.channel as first_channel,
    next.channel as next_channel,
    one.agent as first_agent,
    one.queue as first_queue,
    one.topic,
    pair.is_handover::text as is_handover
from repeat_pair($2, $3::interval, $6::interval) as pair
inner join selected_contact($1::jsonb) as one on one.contact_key = pair.first_key
inner join contact_fact as next on next.contact_key = pair.next_key
where ($4::timestamptz is null or one.closed_at >= $4::timestamptz)
    and ($5::timestamptz is null or one.closed_at < $5::timestamptz)
order by
    one.started_at, next.started_at, one.source || ':' || one.record_id,
    next.source || ':' || next.record_id;
