-- title:   A source
-- answers: What is remembered of the source of this name?
-- grain:   at most one row
-- param:   $1 name

select source_id, connector, channel, time_zone, region
from source
where name = $1::text;
