-- title:   Copies of web events
-- answers: What are the staged events whose id was seen before, in the file or in this batch?
-- grain:   one row in part_outcome a copy; runs between add_web_events and move_web_events

with key_before as (
    -- A key that this transaction made was not there before the batch.
    select
        s.record, s.event_key, s.occurred_at,
        case when k.xmin <> pg_current_xact_id()::xid then k.occurred_at end as known_at
    from stage_web_event as s
    join web_event_key as k using (event_key)
),
copy as (
    select
        record, event_key, occurred_at,
        least(
            known_at,
            min(occurred_at) over (
                partition by event_key order by record
                rows between unbounded preceding and 1 preceding
            )
        ) as earliest_before
    from key_before
)
insert into part_outcome (record, record_key, class)
select record, event_key, case when occurred_at < earliest_before then 2 else 3 end
from copy
where earliest_before is not null;
