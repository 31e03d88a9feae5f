-- answers: Which indexes of the large derived tables slow a rebuild down, and how are they dropped and
--          made again? Making one at the end costs a fraction of keeping it row by row. None where the
--          tables belong to another role. Unique keys that a statement of the rebuild relies on stay.

select
    case when k.conname is null then format('drop index %s', i.indexrelid::regclass)
        else format('alter table %s drop constraint %I', i.indrelid::regclass, k.conname)
    end as to_drop,
    case when k.conname is null then pg_get_indexdef(i.indexrelid)
        else format(
            'alter table %s add constraint %I %s', i.indrelid::regclass, k.conname,
            pg_get_constraintdef(k.oid)
        )
    end as to_make,
    t.relname as table_name
from pg_index as i
join pg_class as t on t.oid = i.indrelid
left join pg_constraint as k on k.conindid = i.indexrelid
where pg_has_role(t.relowner, 'usage')
    and (
        i.indrelid in (
            'web_session'::regclass, 'session_page'::regclass, 'identity_edge'::regclass,
            'journey_step'::regclass
        )
        or (
            k.conname is null
            and i.indrelid in (
                'session_evidence'::regclass, 'loose_sighting'::regclass, 'person_of'::regclass
            )
        )
    )
order by i.indexrelid::regclass::text;
