-- answers: Which values join nothing because many share them, what would they have joined, and what
--          did people decide?
-- param:   $1 how many
-- rules:   the program fills in where a plain value comes from; without the right to read personal
--          data the hash stands for it

select
    (array['account', 'email', 'phone', 'browser', 'visitor', 'order', 'reference', 'name',
        'contact'])[coalesce(v.kind, d.kind)] as kind,
    coalesce({plain}, 'hash:' || g.identifier) as value,
    case when v.verdict = 'generic' then v.reason else v.verdict end as why,
    coalesce(v.sightings, 0) as records,
    utc_text(date_trunc('second', s.first_seen)) as first_seen,
    utc_text(date_trunc('second', s.last_seen)) as last_seen,
    d.ruling as decision,
    d.author as decided_by,
    utc_text(date_trunc('second', d.decided_at)) as decided_at,
    d.reason as because
from (
    select identifier from identifier_verdict where verdict = 'generic'
    union
    select identifier from decision_in_force
) as g
left join identifier_verdict as v on v.identifier = g.identifier
left join decision_in_force as d on d.identifier = g.identifier
left join lateral (
    select min(l.seen_at) as first_seen, max(l.seen_at) as last_seen
    from loose_sighting as l
    where l.identifier = g.identifier
) as s on true
order by records desc, coalesce(v.kind, d.kind), s.first_seen, value
limit $1;
