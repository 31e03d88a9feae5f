-- Takes a decision about two records back.
-- param: $1 decision_id, $2 author, $3 reason, $4 run_id

insert into person_decision (
    ruling, first_key, first_record, first_event_at, second_key, second_record, second_event_at,
    undoes, author, reason, run_id
)
select
    'undo', first_key, first_record, first_event_at, second_key, second_record, second_event_at,
    decision_id, $2, $3, $4::integer
from person_decision
where decision_id = $1::integer;
