-- answers: Which persons share an e-mail address, a number or a browser that does not join them? A
--          household is a relation, never a merge.
-- param:   $1 most records of such a value, $2 most persons of a household

insert into relation (identifier, slice, kind, value_kind, verdict, persons, since)
select
    identifier, slice, 'household', kind, min(verdict), array_agg(distinct person_id),
    min(seen_at)
from (
    select
        v.identifier, 0::smallint as slice, v.kind, 'shared: ' || v.reason as verdict,
        p.probable_person as person_id, l.seen_at
    from shared_value as t
    join identifier_verdict as v on v.identifier = t.identifier
    join loose_sighting as l on l.identifier = t.identifier
    join person_of as p on p.touchpoint_key = l.touchpoint_key
    where v.verdict = 'generic' and v.kind in (2, 3, 4, 5) and v.sightings <= $1
        and l.role in (1, 5) and p.basis <> 'alone'
    union all
    select
        e.identifier, e.slice, e.kind, 'refused: ' || f.reason, p.probable_person, e.seen_at
    from shared_value as t
    join (
        select identifier, slice, min(reason collate "C") as reason
        from refused_link
        group by identifier, slice
    ) as f on f.identifier = t.identifier
    join identifier_verdict as v on v.identifier = t.identifier
    join identity_edge as e on e.identifier = f.identifier and e.slice = f.slice
    join person_of as p on p.touchpoint_key = e.touchpoint_key
    where v.kind in (2, 3, 4, 5) and v.sightings <= $1
        and e.role in (1, 5) and p.basis <> 'alone'
) as sharing
group by identifier, slice, kind
having count(distinct person_id) between 2 and $2;
