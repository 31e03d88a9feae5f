-- Pages of web events that the indexes by time and run do not cover yet; without this they are read
-- for every question.

select brin_summarize_new_values(i.inhrelid)
from pg_inherits as i
where i.inhparent in (to_regclass('web_event_time'), to_regclass('web_event_run'));
