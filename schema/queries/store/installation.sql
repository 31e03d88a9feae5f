-- title:   The installation
-- answers: Which hashing key, time zone and region belong to this schema?
-- grain:   at most one row

select encode(key_check, 'hex') as key_check, site_time_zone, site_region
from installation;
