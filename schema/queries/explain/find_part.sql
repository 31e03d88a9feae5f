-- answers: Which touchpoint is meant by the id of a leg alone, or of a customer with several rows? And
--          why has it nobody?
-- param:   $1 source text, $2 id text

with found as (
    select u.customer_key as touchpoint_key, 4 as rank, null as nobody
    from customer as u
    join source as o on o.source_id = u.source_id
    where o.name = $1 and split_part(u.customer_id, '#', 1) = $2
    union all
    select l.contact_key, 5, case when c.direction = 'internal' then 'internal' end
    from contact_leg as l
    join source as o on o.source_id = l.source_id
    left join contact as c on c.contact_key = l.contact_key
    where o.name = $1 and (l.leg_id = $2 or l.call_id = $2)
)
select f.touchpoint_key, p.probable_person, p.block, p.basis, f.nobody
from found as f
left join person_of as p on p.touchpoint_key = f.touchpoint_key
order by f.rank, f.touchpoint_key
limit 1;
