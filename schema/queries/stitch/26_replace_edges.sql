-- The touchpoints of every edge that came, went or changed are touched; then the edges are
-- replaced.

analyze new_edge;

with old_edge as (
    select e.touchpoint_key, e.identifier, e.slice, e.kind, e.role, e.ordinal, e.seen_at
    from identity_edge as e
    join touched_identifier as t on t.identifier = e.identifier
),
now_edge as (
    select touchpoint_key, identifier, slice, kind, role, ordinal, seen_at from new_edge
),
changed as (
    (select * from old_edge except all select * from now_edge)
    union all
    (select * from now_edge except all select * from old_edge)
)
insert into touched_touchpoint
select distinct touchpoint_key from changed
on conflict do nothing;

delete from identity_edge as e using touched_identifier as t
where t.identifier = e.identifier;

insert into identity_edge select * from new_edge;

-- A switchboard has a great many sightings: only what changed is written.
analyze new_loose;

delete from loose_sighting as l using touched_identifier as t
where t.identifier = l.identifier and not exists (
    select from new_loose as n
    where n.touchpoint_key = l.touchpoint_key and n.identifier = l.identifier
);

insert into loose_sighting as l (touchpoint_key, identifier, role, seen_at)
select touchpoint_key, identifier, role, seen_at from new_loose
on conflict (touchpoint_key, identifier) do update set
    role = excluded.role, seen_at = excluded.seen_at
where (l.role, l.seen_at) is distinct from (excluded.role, excluded.seen_at);
