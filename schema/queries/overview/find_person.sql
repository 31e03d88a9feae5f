-- answers: Which persons hold one of these values, or lead under an id?
-- param:   $1 normalised values, $2 source and $3 id of a record, $4 how many, $5 person that leads
with held as (
    select p.probable_person as person_id, k.kind
    from journey_pii.identifier_value as k
    join touchpoint_evidence as e on e.identifier = k.identifier
    join person_of as p on p.touchpoint_key = e.touchpoint_key
    where k.value = any ($1::text[])
    union
    select p.probable_person, 0
    from touchpoint as t
    join source as s on s.source_id = t.source_id
    join person_of as p on p.touchpoint_key = t.touchpoint_key
    where s.name = $2 and t.record_id = $3
    union
    select $5::uuid, -1
    where $5::uuid is not null
)
select
    h.person_id as person,
    h.found_by,
    count(*) filter (where p.channel = 'web') as sessions,
    count(*) filter (where p.channel = 'chat') as chats,
    count(*) filter (where p.channel = 'voice') as calls,
    count(*) filter (where p.channel = 'conversion') as conversions,
    utc_text(date_trunc('second', min(t.started_at))) as first_seen,
    utc_text(date_trunc('second', max(t.started_at))) as last_seen
from (
    select
        person_id,
        string_agg(
            case kind when -1 then 'id' when 0 then 'record' when 1 then 'account' when 2 then 'email'
                when 3 then 'phone' when 6 then 'order' else 'other' end,
            ',' order by kind
        ) as found_by
    from held
    group by person_id
) as h
join person_of as p on p.probable_person = h.person_id
join touchpoint as t on t.touchpoint_key = p.touchpoint_key
group by h.person_id, h.found_by
order by first_seen, person
limit $4;
