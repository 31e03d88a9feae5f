-- Writes only what changed. Probable and possible answers equal the certain one until weaker rules
-- exist.

delete from person_of as p
using solve_touchpoint as v
where v.touchpoint_key = p.touchpoint_key
    and not exists (select from solved as s where s.touchpoint_key = p.touchpoint_key);

insert into person_of as p (
    touchpoint_key, channel, block, certain_person, probable_person, possible_person,
    basis, probability
)
select
    touchpoint_key, channel, block, person_id, person_id, person_id,
    case when is_linked then 'certain' else 'alone' end,
    case when is_linked then 1 end
from solved
on conflict (touchpoint_key) do update set
    channel = excluded.channel,
    block = excluded.block,
    certain_person = excluded.certain_person,
    probable_person = excluded.probable_person,
    possible_person = excluded.possible_person,
    basis = excluded.basis,
    probability = excluded.probability
where (p.block, p.certain_person, p.probable_person, p.possible_person, p.basis)
    is distinct from (
        excluded.block, excluded.certain_person, excluded.probable_person,
        excluded.possible_person, excluded.basis
    );
