-- answers: Which values must be judged anew? Those on touched records, as they are and as they
-- were. Names (kind 8) tell owners apart and are judged with the value beside them.

analyze touched_touchpoint;

insert into touched_identifier
select e.identifier
from touchpoint_evidence as e
join touched_touchpoint as t on t.touchpoint_key = e.touchpoint_key
where e.kind <> 8
union
select e.identifier
from identity_edge as e
join touched_touchpoint as t on t.touchpoint_key = e.touchpoint_key;

analyze touched_identifier;

create temporary table carried on commit drop as
select distinct on (e.identifier, e.touchpoint_key)
    e.identifier, e.touchpoint_key, e.kind, e.role, e.ordinal, e.seen_at, e.valid_to
from touchpoint_evidence as e
join touched_identifier as t on t.identifier = e.identifier
order by
    e.identifier, e.touchpoint_key, e.role, e.seen_at nulls first, e.ordinal, e.kind;

analyze carried;

-- The other identifiers of the same records that tell owners apart, as sixteen bytes each.
create temporary table anchor on commit drop as
select
    e.touchpoint_key,
    string_agg(uuid_send(e.identifier), '' order by e.ordinal, e.role, e.seen_at)
        filter (where e.kind = 1) as accounts,
    string_agg(uuid_send(e.identifier), '' order by e.ordinal, e.role, e.seen_at)
        filter (where e.kind = 2) as emails,
    string_agg(uuid_send(e.identifier), '' order by e.ordinal, e.role, e.seen_at)
        filter (where e.kind = 8) as names
from touchpoint_evidence as e
join (select distinct touchpoint_key from carried) as c on c.touchpoint_key = e.touchpoint_key
where e.kind in (1, 2, 8) and e.role in (1, 5)
group by e.touchpoint_key;

analyze anchor;
