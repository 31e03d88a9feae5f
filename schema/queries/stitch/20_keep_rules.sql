-- A value is what it is: what the rules once said of it holds until they change.

insert into identifier_rule
select distinct on (identifier) identifier, is_blocked, is_excluded, same_as, standing, reason
from new_rule
order by identifier
on conflict do nothing;
