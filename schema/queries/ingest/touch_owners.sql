-- title:   Owners of changed evidence
-- answers: Which stored records changed only in their evidence? This run is theirs now, so that the
--          next stitch sees them.
-- grain:   the command tag counts web events
-- param:   $1 run_id
-- param:   $2 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with owner as (
    select record_key as key from changed_evidence where not on_web_event
    union
    select touchpoint_key from changed_evidence where not on_web_event
),
contact_kept as (
    insert into contact_version
    select $1::integer, t.*
    from owner as o
    join contact as t on t.contact_key = o.key
    where t.run_id <= $2::integer
),
contact_touched as (
    update contact as t set run_id = $1::integer
    from owner as o where t.contact_key = o.key and t.run_id <> $1::integer
),
leg_kept as (
    insert into contact_leg_version
    select $1::integer, t.*
    from owner as o
    join contact_leg as t on t.leg_key = o.key
    where t.run_id <= $2::integer
),
leg_touched as (
    update contact_leg as t set run_id = $1::integer
    from owner as o where t.leg_key = o.key and t.run_id <> $1::integer
),
conversion_kept as (
    insert into conversion_version
    select $1::integer, t.*
    from owner as o
    join conversion as t on t.conversion_key = o.key
    where t.run_id <= $2::integer
),
conversion_touched as (
    update conversion as t set run_id = $1::integer
    from owner as o where t.conversion_key = o.key and t.run_id <> $1::integer
),
customer_kept as (
    insert into customer_version
    select $1::integer, t.*
    from owner as o
    join customer as t on t.customer_key = o.key
    where t.run_id <= $2::integer
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
),
event_kept as (
    insert into web_event_version
    select $1::integer, t.*
    from web_event as t
    join known_event as k on k.event_key = t.event_key and k.occurred_at = t.occurred_at
    where t.run_id <= $2::integer
        and t.occurred_at >= (select min(occurred_at) from known_event)
        and t.occurred_at <= (select max(occurred_at) from known_event)
)
update web_event as t
set run_id = $1::integer
from known_event as k
where t.event_key = k.event_key
    and t.occurred_at = k.occurred_at
    and t.occurred_at >= (select min(occurred_at) from known_event)
    and t.occurred_at <= (select max(occurred_at) from known_event)
    and t.run_id <> $1::integer;
