-- title:      Journeys
-- answers:    What did each customer do, step by step?
-- grain:      one row a step of a journey
-- date:       start of the step
-- param:      $1 since, inclusive
-- param:      $2 until, exclusive
-- column:     journey_id text
-- column:     person_id text
-- column:     started_at text, of the step, UTC
-- column:     ended_at text, of the step, UTC; empty for a moment
-- column:     step number, from 1
-- column:     channel text, web, chat, voice or conversion
-- column:     source text
-- column:     record_id text, the source's own id; of a session, its id
-- column:     page text, of a session the one it began on
-- column:     queue text
-- column:     topic text
-- column:     outcome text

select
    j.journey_id,
    j.person_id,
    utc_text(j.started_at) as started_at,
    utc_text(j.ended_at) as ended_at,
    j.step,
    j.channel,
    coalesce(c.source, s.name, vs.name) as source,
    coalesce(c.record_id, w.session_id, v.conversion_id) as record_id,
    coalesce(c.page, entry.url) as page,
    c.queue,
    c.topic,
    c.outcome
from journey_step as j
left join contact_fact as c on c.contact_key = j.touchpoint_key
left join web_session as w on w.session_key = j.touchpoint_key
left join source as s on s.source_id = w.source_id
left join page as entry on entry.page_id = w.entry_page_id
left join conversion as v on v.conversion_key = j.touchpoint_key
left join source as vs on vs.source_id = v.source_id
where ($1::timestamptz is null or j.started_at >= $1::timestamptz)
    and ($2::timestamptz is null or j.started_at < $2::timestamptz)
order by
    j.started_at,
    coalesce(c.source, s.name, vs.name) || ':'
        || coalesce(c.record_id, w.session_id, v.conversion_id);
