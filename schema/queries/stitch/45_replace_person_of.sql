-- Writes only what changed.

delete from person_of as p
using solve_touchpoint as v
where v.touchpoint_key = p.touchpoint_key
    and not exists (select from solved as s where s.touchpoint_key = p.touchpoint_key);

insert into person_of as p (
    touchpoint_key, channel, block, certain_person, probable_person, possible_person,
    basis, probability, is_linked, possible_probability
)
select
    touchpoint_key, channel, block, person_id, probable_person, possible_person, basis,
    probability, is_linked, possible_probability
from solved
order by touchpoint_key
on conflict (touchpoint_key) do update set
    channel = excluded.channel,
    block = excluded.block,
    certain_person = excluded.certain_person,
    probable_person = excluded.probable_person,
    possible_person = excluded.possible_person,
    basis = excluded.basis,
    probability = excluded.probability,
    is_linked = excluded.is_linked,
    possible_probability = excluded.possible_probability
where (
        p.block, p.certain_person, p.probable_person, p.possible_person, p.basis, p.probability,
        p.is_linked, p.possible_probability
    )
    is distinct from (
        excluded.block, excluded.certain_person, excluded.probable_person,
        excluded.possible_person, excluded.basis, excluded.probability, excluded.is_linked,
        excluded.possible_probability
    );
