-- answers: Which values do two persons have in common without being joined by them, and why not?
-- param:   $1, $2 person ids

with mine as (
    select distinct coalesce(r.same_as, e.identifier) as identifier
    from person_of as p
    join touchpoint_evidence as e on e.touchpoint_key = p.touchpoint_key
    left join identifier_rule as r on r.identifier = e.identifier
    where p.probable_person = $1::uuid and e.kind <> 8
),
theirs as (
    select distinct coalesce(r.same_as, e.identifier) as identifier
    from person_of as p
    join touchpoint_evidence as e on e.touchpoint_key = p.touchpoint_key
    left join identifier_rule as r on r.identifier = e.identifier
    where p.probable_person = $2::uuid and e.kind <> 8
)
select
    v.kind, n.value, v.verdict, v.reason, v.sightings, v.owners, v.slices,
    (
        select min(r.reason collate "C")
        from refused_link as r
        join person_of as p on p.touchpoint_key = r.touchpoint_key
        where r.identifier = v.identifier and p.probable_person in ($1::uuid, $2::uuid)
    ) as refused,
    (
        select min(x.reason collate "C")
        from excluded_touchpoint as x
        join person_of as p on p.touchpoint_key = x.touchpoint_key
        where p.probable_person in ($1::uuid, $2::uuid)
    ) as excluded
from mine
join theirs using (identifier)
join identifier_verdict as v using (identifier)
left join journey_pii.identifier_value as n using (identifier)
order by v.kind, n.value, v.sightings;
