-- answers: What was ever decided about two records, by whom and why, and does it count?

select
    d.ruling,
    d.first_record as record,
    d.second_record as other_record,
    case
        when d.ruling = 'undo' then 'takes back ' || o.ruling
        when u.decision_id is not null then 'undone'
        when f.decision_id is null then 'replaced'
        when m.reason is not null then 'refused: ' || m.reason
        when p.decision_id is null then 'waits for stitch'
        else 'in force'
    end as state,
    d.author as decided_by,
    d.database_user,
    utc_text(date_trunc('second', d.decided_at)) as decided_at,
    d.reason as because
from person_decision as d
left join person_decision as o on o.decision_id = d.undoes
left join person_decision as u on u.undoes = d.decision_id
left join person_decision_in_force as f on f.decision_id = d.decision_id
left join decided_pair as p on p.decision_id = d.decision_id
left join refused_merge as m
    on d.ruling = 'merge' and m.first_key = p.first_key and m.second_key = p.second_key
order by d.decision_id;
