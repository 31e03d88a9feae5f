-- title:   Legs to their contacts
-- answers: Which contact is each leg part of, now that these are known?
-- grain:   one row in moved_leg a leg that changes its contact
-- rules:   a leg that follows none is part of the contact it states; one that follows is part of
--          the contact of the leg it follows, or of the first of its chain while that is unknown,
--          or of what it states; a leg of another channel than the one it follows stands alone.
--          Of several legs with the name that is followed the least contact counts. So the result
--          depends on the legs there are, and not on the order in which they came
-- param:   $1 run_id
-- param:   $2 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with recursive affected as (
    select l.leg_key, l.channel_key
    from fold_leg as f
    join contact_leg as l using (leg_key)
    where f.is_last and f.is_changed and (l.follows_key is not null or l.channel_key is not null)
    union
    select d.leg_key, d.channel_key
    from affected as a
    cross join lateral (
        select leg_key, channel_key from contact_leg where follows_key = a.channel_key
        union
        select leg_key, channel_key from contact_leg where stated_key = a.channel_key
    ) as d
),
way as (
    select
        l.leg_key, l.contact_key as from_key, 0 as step, l.leg_key as at_key, l.channel,
        l.channel_key, l.follows_key, l.stated_key,
        coalesce(l.stated_key, l.contact_key) as call_key
    from affected as a
    join contact_leg as l using (leg_key)
    union all
    select
        w.leg_key, w.from_key, w.step + 1, p.leg_key, p.channel, p.channel_key,
        case when p.channel = w.channel then p.follows_key end, p.stated_key,
        case
            when p.channel = w.channel then coalesce(p.stated_key, p.contact_key)
            else coalesce(w.channel_key, w.call_key)
        end
    from way as w
    cross join lateral (
        select n.*
        from contact_leg as n
        where n.channel_key in (w.follows_key, w.stated_key) and n.leg_key <> w.at_key
        order by n.channel_key = w.follows_key desc, n.call_id, n.leg_id
        limit 1
    ) as p
    -- Longer than any real chain, so that records which follow each other in a ring end.
    where w.follows_key is not null and w.step < 64
),
bound as (
    select distinct on (leg_key) leg_key, from_key, call_key
    from way
    order by leg_key, step desc
),
kept as (
    insert into contact_leg_version
    select $1::integer, l.*
    from bound as b
    join contact_leg as l using (leg_key)
    where l.contact_key <> b.call_key and l.run_id <= $2::integer
),
moved as (
    update contact_leg as l
    set contact_key = b.call_key, run_id = $1::integer
    from bound as b
    where l.leg_key = b.leg_key and l.contact_key <> b.call_key
)
insert into moved_leg (leg_key, from_key, to_key)
select leg_key, from_key, call_key
from bound
where from_key <> call_key;
