-- answers: What is the plain value of g.identifier, or what do all its spellings share?
(
    select coalesce(min(v.value) filter (where v.identifier = g.identifier), min(lower(v.value)))
    from journey_pii.identifier_value as v
    where v.identifier = g.identifier or v.identifier in (
        select r.identifier from identifier_rule as r where r.same_as = g.identifier
    )
)
