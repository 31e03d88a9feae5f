-- title:   Partitions of web events
-- answers: Is there a partition for each of these months? It is made where it is missing.
-- grain:   one row a month
-- param:   $1 first days of months

select ensure_web_event_month(month::date)
from unnest($1::text[]) as m (month)
order by month;
