-- Gathers the sightings of the values to be judged, in one form for all spellings of a value,
-- without the records that stand alone.

analyze touched_touchpoint;
analyze identifier_rule;

delete from excluded_touchpoint as x using touched_touchpoint as t
where t.touchpoint_key = x.touchpoint_key;

-- What a customer typed about an employee excludes nobody.
insert into excluded_touchpoint (touchpoint_key, identifier, reason)
select distinct on (e.touchpoint_key) e.touchpoint_key, e.identifier, x.reason
from (
    select identifier, 1 as rank, 'excluded by the rules' as reason
    from identifier_rule
    where is_excluded
    union all
    select identifier, 2, 'the feed of agents names it' from agent_identifier
) as x
join touchpoint_evidence as e on e.identifier = x.identifier
join touched_touchpoint as t on t.touchpoint_key = e.touchpoint_key
where e.role in (1, 5)
order by e.touchpoint_key, x.rank, e.ordinal, e.role, e.kind, e.record_key;

insert into touched_identifier
select r.same_as
from identifier_rule as r
join touched_identifier as t on t.identifier = r.identifier
where r.same_as is not null
on conflict do nothing;

analyze touched_identifier;
analyze excluded_touchpoint;

create temporary table carried on commit drop as
select distinct on (e.identifier, e.touchpoint_key)
    e.identifier, e.touchpoint_key, e.kind, e.role, e.ordinal, e.seen_at, e.valid_to
from (
    select
        v.identifier, v.touchpoint_key, v.kind, v.role, v.ordinal, v.seen_at, v.valid_to
    from touchpoint_evidence as v
    join touched_identifier as t on t.identifier = v.identifier
    where not exists (
        select from identifier_rule as r
        where r.identifier = v.identifier and r.same_as is not null
    )
    union all
    select r.same_as, v.touchpoint_key, v.kind, v.role, v.ordinal, v.seen_at, v.valid_to
    from touched_identifier as t
    join identifier_rule as r on r.same_as = t.identifier
    join touchpoint_evidence as v on v.identifier = r.identifier
) as e
where not exists (
    select from excluded_touchpoint as x where x.touchpoint_key = e.touchpoint_key
)
order by
    e.identifier, e.touchpoint_key, e.role, e.seen_at nulls first, e.ordinal, e.kind;

analyze carried;

-- The other identifiers of the same records that tell owners apart, as sixteen bytes each.
create temporary table anchor on commit drop as
select
    e.touchpoint_key,
    string_agg(
        uuid_send(e.identifier), ''
        order by e.ordinal, e.role, e.seen_at, e.record_key, e.value desc
    )
        filter (where e.kind = 1) as accounts,
    string_agg(
        uuid_send(e.identifier), ''
        order by e.ordinal, e.role, e.seen_at, e.record_key, e.value desc
    )
        filter (where e.kind = 2) as emails,
    string_agg(
        uuid_send(e.identifier), ''
        order by e.ordinal, e.role, e.seen_at, e.record_key, e.value desc
    )
        filter (where e.kind = 8) as names
from (
    select
        v.touchpoint_key, v.record_key, coalesce(r.same_as, v.identifier) as identifier, v.kind,
        v.ordinal, v.role, v.seen_at, n.value collate "C" as value
    from touchpoint_evidence as v
    join (select distinct touchpoint_key from carried) as c
        on c.touchpoint_key = v.touchpoint_key
    left join identifier_rule as r on r.identifier = v.identifier
    -- Two copies of one version can state two values in one place: the bytewise larger comes first.
    left join journey_pii.identifier_value as n on n.identifier = v.identifier
    where v.kind in (1, 2, 8) and v.role in (1, 5) and r.is_blocked is not true
) as e
group by e.touchpoint_key;

analyze anchor;

-- The decision about each value that is judged.
create temporary table decided on commit drop as
select distinct on (identifier) identifier, ruling
from (
    select coalesce(r.same_as, d.identifier) as identifier, d.ruling, d.decision_id
    from decision_in_force as d
    left join identifier_rule as r on r.identifier = d.identifier
) as d
order by identifier, decision_id desc;

analyze decided;
