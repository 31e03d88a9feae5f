-- Writes a decision about two records, the earlier name first.
-- param: $1, $2 keys of the touchpoints, $3 ruling, $4 author, $5 reason, $6 run_id

with named as (
    select
        t.touchpoint_key as key, (s.name || ':' || t.record_id) collate "C" as record,
        case when t.channel = 'web' then t.started_at end as event_at
    from touchpoint as t
    join source as s on s.source_id = t.source_id
    where t.touchpoint_key in ($1::uuid, $2::uuid)
)
insert into person_decision (
    ruling, first_key, first_record, first_event_at, second_key, second_record, second_event_at,
    author, reason, run_id
)
select $3, a.key, a.record, a.event_at, b.key, b.record, b.event_at, $4, $5, $6::integer
from named as a
join named as b on (a.record, a.key) < (b.record, b.key);
