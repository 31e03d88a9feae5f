-- answers: Of which tables are versions kept, and which columns have they?
-- grain:   one row a table
-- param:   $1 schema

select
    left(c.relname, -length('_version')) as name,
    string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where n.nspname = $1::text and c.relkind = 'r' and c.relname like '%\_version'
    and a.attname <> 'superseded_by'
group by c.relname
order by c.relname;
