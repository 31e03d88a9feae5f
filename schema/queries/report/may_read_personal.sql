-- answers: May this role read plain values of identifiers?

select has_schema_privilege(n.oid, 'usage')
    and has_table_privilege(c.oid, 'select')
from pg_class as c
inner join pg_namespace as n on n.oid = c.relnamespace
where n.nspname = current_schema() || '_pii' and c.relname = 'identifier_value';
