-- answers: Which sessions were made?

insert into touched_touchpoint
select session_key from web_session
on conflict do nothing;
