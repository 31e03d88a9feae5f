-- An id that led and no longer does stays as an alias of the person that its earliest record is in
-- now. A session that was cut differently is found again through its first event.
-- param: $1 run_id integer

with moved as (
    select o.person_id, o.touchpoint_key, coalesce(n.certain_person, m.certain_person) as now_id
    from old_person_of as o
    left join person_of as n on n.touchpoint_key = o.touchpoint_key
    left join session_successor as r on r.session_key = o.touchpoint_key
    left join person_of as m on m.touchpoint_key = r.now_key
    where not exists (select from person as p where p.person_id = o.person_id)
),
successor as (
    select distinct on (v.person_id) v.person_id, v.now_id
    from moved as v
    join person as p on p.person_id = v.now_id
    order by v.person_id, (v.touchpoint_key = v.person_id) desc, p.founded_at, p.founder
)
insert into person_alias as a (person_id, now_person_id, run_id)
select person_id, now_id, $1 from successor
on conflict (person_id) do update set
    now_person_id = excluded.now_person_id, run_id = excluded.run_id
where a.now_person_id <> excluded.now_person_id;
