-- answers: Which shadows of this installation are there?
-- grain:   one row a schema; those of personal data are named after them
-- param:   $1 how their names begin

select nspname
from pg_namespace
where nspname ~ ('^' || $1::text || '[0-9a-f]{8}$')
order by nspname;
