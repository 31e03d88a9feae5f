-- title:   Evidence into its table
-- answers: Which evidence is new or says more than was stored?
-- grain:   one row in changed_evidence an evidence that was inserted or changed
-- rules:   the union of all copies; the earliest sighting, the latest end, the first place
-- param:   $1 source_id
-- param:   $2 run_id
-- param:   $3 file_id
-- param:   $4 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with staged as (
    select
        s.record_key, s.identifier, s.role,
        min(s.touchpoint_key::text)::uuid as touchpoint_key,
        bool_or(s.on_web_event) as on_web_event,
        min(s.kind) as kind,
        min(s.ordinal) as ordinal,
        min(s.seen_at) as seen_at,
        max(s.valid_to) as valid_to,
        min(s.line) as line
    from stage_evidence as s
    where not exists (
        select 1
        from superseded_copy as o
        where o.record = s.record and o.record_key = s.record_key
    )
    group by s.record_key, s.identifier, s.role
),
kept as (
    insert into evidence_version
    select $2::integer, e.*
    from staged as s
    join evidence as e using (record_key, identifier, role)
    where e.run_id <= $4::integer
        and (e.ordinal, e.seen_at, e.valid_to) is distinct from (
            least(e.ordinal, s.ordinal), least(e.seen_at, s.seen_at),
            greatest(e.valid_to, s.valid_to)
        )
),
merged as (
    insert into evidence as e (
        record_key, identifier, role, touchpoint_key, on_web_event, kind, ordinal, seen_at,
        valid_to, source_id, run_id, file_id, line
    )
    select
        record_key, identifier, role, touchpoint_key, on_web_event, kind, ordinal, seen_at,
        valid_to, $1::smallint, $2::integer, $3::integer, line
    from staged
    order by record_key, identifier, role
    on conflict (record_key, identifier, role) do update set
        ordinal = least(e.ordinal, excluded.ordinal),
        seen_at = least(e.seen_at, excluded.seen_at),
        valid_to = greatest(e.valid_to, excluded.valid_to),
        run_id = excluded.run_id,
        file_id = excluded.file_id,
        line = excluded.line
    where (e.ordinal, e.seen_at, e.valid_to) is distinct from (
        least(e.ordinal, excluded.ordinal), least(e.seen_at, excluded.seen_at),
        greatest(e.valid_to, excluded.valid_to)
    )
    returning record_key, identifier, role, touchpoint_key, on_web_event, xmax = 0 as is_new
)
insert into changed_evidence (
    record_key, identifier, role, touchpoint_key, on_web_event, is_new
)
select record_key, identifier, role, touchpoint_key, on_web_event, is_new
from merged;
