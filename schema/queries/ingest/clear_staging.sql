-- Empties the staging tables that the batch before has used. There are many, and emptying all of them
-- at each COMMIT took longer than most batches; so only those that hold anything are emptied.

do $$
declare
    used text;
begin
    select string_agg(quote_ident(c.relname), ', ')
    into used
    from pg_class as c
    where c.relnamespace = pg_my_temp_schema()
        and c.relkind = 'r'
        and pg_relation_size(c.oid) > 0;
    if used is not null then
        execute 'truncate ' || used;
    end if;
end $$;
