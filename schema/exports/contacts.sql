-- title:      Contacts
-- answers:    Every chat and call as the reports see it.
-- grain:      one row a chat or call
-- date:       start of the contact
-- param:      $1 filter jsonb, what selects the contacts
-- param:      $2 certainty
-- param:      $3 since, inclusive
-- param:      $4 until, exclusive
-- column:     source text
-- column:     channel text, chat or voice
-- column:     record_id text, the source's own id
-- column:     person_id text, empty for internal calls and crawlers
-- column:     session_id text, the tracked session in which a chat began
-- column:     direction text, inbound, outbound, internal or unknown
-- column:     initiated_by text, customer, invite or trigger
-- column:     started_at text, UTC
-- column:     answered_at text, UTC
-- column:     ended_at text, UTC
-- column:     queue text, the last that handled
-- column:     agent text, the last that handled
-- column:     team text, empty without the feed agents
-- column:     brand text
-- column:     topic text, mapped, else the source's own word
-- column:     outcome text
-- column:     dropped text, true or false
-- column:     bot text, true or false
-- column:     in_hours text, true or false; empty where the calendar does not reach
-- column:     chain_id text
-- column:     transferred_to text
-- column:     wait_seconds number
-- column:     first_response_seconds number
-- column:     talk_seconds number
-- column:     hold_seconds number
-- column:     wrap_seconds number
-- column:     handle_seconds number
-- column:     concurrent_handle_seconds number, empty without agent-state
-- column:     page text
-- column:     device text, desktop, mobile or tablet
-- column:     campaign text, of the session
-- column:     language text
-- column:     csat number, 1 satisfied, 0 not; of the survey where the contact has none
-- column:     nps number, 0 to 10, empty without the feed surveys

select
    c.source,
    c.channel,
    c.record_id,
    person_at($2, c.certain_person, c.probable_person, c.possible_person) as person_id,
    c.session_id,
    c.direction,
    c.initiated_by,
    utc_text(c.started_at) as started_at,
    utc_text(c.answered_at) as answered_at,
    utc_text(c.ended_at) as ended_at,
    c.queue,
    c.agent,
    c.team,
    c.brand,
    c.topic,
    c.outcome,
    c.is_dropped::text as dropped,
    c.is_bot::text as bot,
    c.in_hours::text as in_hours,
    c.chain_id,
    c.transferred_to,
    seconds_of_ms(c.wait_ms) as wait_seconds,
    seconds_of_ms(c.first_response_ms) as first_response_seconds,
    seconds_of_ms(c.talk_ms) as talk_seconds,
    seconds_of_ms(c.hold_ms) as hold_seconds,
    seconds_of_ms(c.wrap_ms) as wrap_seconds,
    seconds_of_ms(c.handle_ms) as handle_seconds,
    null as concurrent_handle_seconds,
    c.page,
    c.device,
    c.campaign,
    c.language,
    c.csat,
    c.nps
from selected_contact($1::jsonb) as c
where ($3::timestamptz is null or c.started_at >= $3::timestamptz)
    and ($4::timestamptz is null or c.started_at < $4::timestamptz)
order by c.started_at, c.source || ':' || c.record_id;
