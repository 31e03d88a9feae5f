-- The records whose match came, went or changed are touched; then the matches are replaced.

with old_match as (
    select e.touchpoint_key, e.identifier, e.role, e.ordinal, e.seen_at
    from matched_evidence as e
    join matched_anew as m on m.touchpoint_key = e.touchpoint_key
),
changed as (
    (select * from old_match except select * from new_match)
    union all
    (select * from new_match except select * from old_match)
)
insert into touched_touchpoint
select distinct touchpoint_key from changed
on conflict do nothing;

delete from matched_evidence as e using matched_anew as m
where m.touchpoint_key = e.touchpoint_key;

insert into matched_evidence select * from new_match;
