-- answers: Which sessions were made anew?

insert into touched_touchpoint
select s.session_key
from web_session as s
join touched_window as t
    on t.browser = s.browser and s.started_at <= t.to_at and s.ended_at >= t.from_at
on conflict do nothing;
