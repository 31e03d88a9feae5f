-- title:   Contacts without legs
-- answers: Which contacts came apart because all their legs are parts of others?
-- grain:   the command tag counts them
-- param:   $1 run_id
-- param:   $2 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with gone as (
    delete from contact as c
    using (select distinct from_key from moved_leg) as m
    where c.contact_key = m.from_key
        and not exists (select from contact_leg as l where l.contact_key = m.from_key)
    returning c.*
),
kept as (
    insert into contact_version
    select $1::integer, gone.*
    from gone
    where run_id <= $2::integer
)
insert into contact_gone as g (contact_key, run_id)
select contact_key, $1::integer
from gone
order by contact_key
on conflict (contact_key) do update set run_id = excluded.run_id;
