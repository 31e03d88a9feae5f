-- answers: Which sessions were made? In order of the key, which spares its index most of the work.

insert into touched_touchpoint
select session_key from web_session
order by session_key;
