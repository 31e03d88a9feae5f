-- title:      Identities
-- answers:    Which record belongs to which person?
-- grain:      one row a session, chat, call or conversion
-- date:       time of the record; of a session, its start
-- param:      $1 certainty
-- param:      $2 since, inclusive
-- param:      $3 until, exclusive
-- column:     source text
-- column:     channel text, web, chat, voice or conversion
-- column:     record_id text, the source's own id; of a session, its id
-- column:     person_id text
-- column:     basis text, certain, probable, possible or alone
-- column:     probability number, empty where nothing joins the record to another
-- variant:    events identities-events

with record as (
    select s.name as source, w.session_id as record_id, w.session_key as record_key, w.started_at
    from web_session as w
    inner join source as s on s.source_id = w.source_id
    union all
    select s.name, c.contact_id, c.contact_key, c.started_at
    from contact as c
    inner join source as s on s.source_id = c.source_id
    union all
    select s.name, v.conversion_id, v.conversion_key, v.converted_at
    from conversion as v
    inner join source as s on s.source_id = v.source_id
)

select
    record.source,
    p.channel,
    record.record_id,
    person_at($1, p.certain_person, p.probable_person, p.possible_person) as person_id,
    basis_at($1, p.basis, p.is_linked, p.possible_probability) as basis,
    probability_at($1, p.probability, p.is_linked, p.possible_probability) as probability
from record
inner join person_of as p on p.touchpoint_key = record.record_key
where ($2::timestamptz is null or record.started_at >= $2::timestamptz)
    and ($3::timestamptz is null or record.started_at < $3::timestamptz)
order by record.started_at, record.source || ':' || record.record_id;
