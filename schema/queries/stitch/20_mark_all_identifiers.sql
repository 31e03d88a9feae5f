-- answers: Which values are there? A rebuild judges all. Names (kind 8) tell owners apart and are
--          judged with the value beside them.

insert into touched_identifier
select distinct identifier
from touchpoint_evidence
where kind <> 8
order by identifier;
