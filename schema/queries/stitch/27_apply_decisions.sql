-- Which touchpoints do the decisions in force speak of? Those of decisions that came, went or now mean
-- others are touched. A record that nobody knows (any more) makes its decision wait.

insert into new_pair (first_key, second_key, ruling, decision_id)
with named as (
    select decision_id, ruling, 1 as place, first_key as key, first_event_at as event_at
    from person_decision_in_force
    union all
    select decision_id, ruling, 2, second_key, second_event_at
    from person_decision_in_force
),
placed as (
    select
        n.decision_id, n.ruling, n.place, found.key as touchpoint_key,
        (s.name || ':' || t.record_id) collate "C" as record
    from named as n
    cross join lateral (
        select coalesce(
            (select d.touchpoint_key from touchpoint as d where d.touchpoint_key = n.key),
            (
                select w.session_key
                from web_event as e
                join web_session as w
                    on w.browser = e.browser
                    and w.source_id = e.source_id
                    and w.session_ref is not distinct from e.session_ref
                    and (e.occurred_at, e.message_id) >= (w.started_at, w.session_id)
                    and (e.occurred_at, e.message_id) <= (w.ended_at, w.last_message_id)
                where e.event_key = n.key and e.occurred_at = n.event_at and not e.is_bot
                order by w.session_id
                limit 1
            ),
            (
                select l.contact_key
                from contact_leg as l
                where l.stated_key = n.key
                order by l.leg_id
                limit 1
            )
        ) as key
    ) as found
    -- The limit keeps it a search by key, however many decisions there are.
    cross join lateral (
        select d.source_id, d.record_id from touchpoint as d where d.touchpoint_key = found.key limit 1
    ) as t
    join source as s on s.source_id = t.source_id
),
pair as (
    select
        a.decision_id, a.ruling,
        case when (a.record, a.touchpoint_key) < (b.record, b.touchpoint_key)
            then a.touchpoint_key else b.touchpoint_key end as first_key,
        case when (a.record, a.touchpoint_key) < (b.record, b.touchpoint_key)
            then b.touchpoint_key else a.touchpoint_key end as second_key
    from placed as a
    join placed as b on b.decision_id = a.decision_id
    where a.place = 1 and b.place = 2 and a.touchpoint_key <> b.touchpoint_key
)
select first_key, second_key, ruling, max(decision_id)
from pair
group by first_key, second_key, ruling;

with changed as (
    select coalesce(o.first_key, n.first_key) as first_key,
        coalesce(o.second_key, n.second_key) as second_key
    from decided_pair as o
    full join new_pair as n
        on n.first_key = o.first_key and n.second_key = o.second_key and n.ruling = o.ruling
    where o.first_key is null or n.first_key is null
)
insert into touched_touchpoint
select first_key from changed
union
select second_key from changed
on conflict do nothing;

delete from decided_pair as o
where not exists (
    select from new_pair as n
    where n.first_key = o.first_key and n.second_key = o.second_key and n.ruling = o.ruling
);

insert into decided_pair as o (first_key, second_key, ruling, decision_id)
select first_key, second_key, ruling, decision_id from new_pair
on conflict (first_key, second_key, ruling) do update set decision_id = excluded.decision_id
where o.decision_id <> excluded.decision_id;
