-- title:      Identifiers
-- answers:    Which account, e-mail, telephone and other identifiers does each person hold?
-- grain:      one row a person and an identifier
-- date:       first sighting
-- param:      $1 certainty
-- param:      $2 since, inclusive
-- param:      $3 until, exclusive
-- column:     person_id text
-- column:     kind text, account, email, phone, browser, visitor, order or reference
-- column:     value text, plain where it is kept; of cookies the keyed hash
-- column:     first_seen text, UTC
-- column:     last_seen text, UTC
-- column:     basis text, the strongest of the person's records that hold it
-- personal:   identifiers-hashed

with held as (
    select
        person_at($1, p.certain_person, p.probable_person, p.possible_person) as person_id,
        e.identifier,
        e.kind,
        min(e.seen_at) as first_seen,
        max(e.seen_at) as last_seen,
        min(array_position(
            array['certain', 'probable', 'possible', 'alone'],
            basis_at($1, p.basis, p.is_linked, p.possible_probability)
        )) as rank
    from touchpoint_evidence as e
    inner join person_of as p on p.touchpoint_key = e.touchpoint_key
    where e.kind <= 7
    group by 1, e.identifier, e.kind
)

select
    held.person_id,
    (array['account', 'email', 'phone', 'browser', 'visitor', 'order', 'reference'])[held.kind]
        as kind,
    coalesce(known.value, held.identifier::text) as value,
    utc_text(held.first_seen) as first_seen,
    utc_text(held.last_seen) as last_seen,
    (array['certain', 'probable', 'possible', 'alone'])[held.rank] as basis
from held
left join journey_pii.identifier_value as known on known.identifier = held.identifier
where ($2::timestamptz is null or held.first_seen >= $2::timestamptz)
    and ($3::timestamptz is null or held.first_seen < $3::timestamptz)
order by held.first_seen, held.last_seen, held.person_id, held.kind, value;
