-- title:   Owners of changed evidence
-- answers: Which stored records changed only in their evidence? This run is theirs now, so that the
--          next stitch sees them.
-- grain:   the command tag counts web events
-- param:   $1 run_id

with owner as (
    select record_key as key from changed_evidence where not on_web_event
    union
    select touchpoint_key from changed_evidence where not on_web_event
),
contact_touched as (
    update contact as t set run_id = $1::integer
    from owner as o where t.contact_key = o.key and t.run_id <> $1::integer
),
leg_touched as (
    update contact_leg as t set run_id = $1::integer
    from owner as o where t.leg_key = o.key and t.run_id <> $1::integer
),
conversion_touched as (
    update conversion as t set run_id = $1::integer
    from owner as o where t.conversion_key = o.key and t.run_id <> $1::integer
),
customer_touched as (
    update customer as t set run_id = $1::integer
    from owner as o where t.customer_key = o.key and t.run_id <> $1::integer
),
known_event as (
    select distinct k.event_key, k.occurred_at
    from changed_evidence as c
    join known_web_event as k on k.event_key = c.record_key
    where c.on_web_event
)
update web_event as t
set run_id = $1::integer
from known_event as k
where t.event_key = k.event_key
    and t.occurred_at = k.occurred_at
    and t.occurred_at >= (select min(occurred_at) from known_event)
    and t.occurred_at <= (select max(occurred_at) from known_event)
    and t.run_id <> $1::integer;
