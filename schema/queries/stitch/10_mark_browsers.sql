-- answers: Whose sessions may have changed since the last stitch?
-- param:   $1 last_run integer: facts of later runs are new

insert into touched_browser
select browser from web_event where run_id > $1 and not is_bot
union
select browser from web_event_move where run_id > $1
union
select e.identifier
from evidence as e
join contact as c on c.contact_key = e.touchpoint_key
where (e.run_id > $1 or c.run_id > $1) and e.kind = 4 and not e.on_web_event;
