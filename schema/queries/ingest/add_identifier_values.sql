-- title:   Plain values
-- answers: What does each keyed hash of an account, e-mail, phone or order number stand for?
-- grain:   one row a distinct identifier

insert into journey_pii.identifier_value (identifier, kind, value)
select distinct on (identifier) identifier, kind, value
from stage_identifier_value
order by identifier
on conflict (identifier) do nothing;
