-- answers: Does a schema hold nothing, or only what a demo made?
-- param:   $1 schema of facts, $2 schema of personal data
select
    count(*) as relations,
    count(*) filter (where c.relname = 'run' and n.nspname = $1) as has_runs
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
where n.nspname in ($1, $2);
