-- answers: How many web events are there, about? For the number of passes alone.

select coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint
from pg_inherits as i
join pg_class as c on c.oid = i.inhrelid
where i.inhparent = 'web_event'::regclass;
