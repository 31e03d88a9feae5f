-- answers: Which contacts, conversions and customers are new, changed, or part of others now?
-- param:   $1 last_run integer

insert into touched_touchpoint
select contact_key from contact where run_id > $1
union
select conversion_key from conversion where run_id > $1
union
select customer_key from customer where run_id > $1
union
select contact_key from contact_gone where run_id > $1
order by 1
on conflict do nothing;
