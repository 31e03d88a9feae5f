-- title:   Expectations
-- answers: How new is each source expected to be?
-- grain:   one row a source

select source, connector, time_zone, expect_by_minutes, warn_seconds, error_seconds
from source_expectation
order by source;
