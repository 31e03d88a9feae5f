-- title:   Sources
-- answers: Which sources have been loaded?
-- grain:   one row a source

select source_id, name, connector, channel, time_zone, region
from source
order by name;
