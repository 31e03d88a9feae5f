-- title:   What is expected of a source
-- answers: Nothing.
-- grain:   one row
-- param:   $1 source
-- param:   $2 path of the configuration
-- param:   $3 connector
-- param:   $4 time zone
-- param:   $5 minutes after midnight by which the day before is there
-- param:   $6 age in seconds from which on to warn
-- param:   $7 age in seconds from which on it is an error
-- param:   $8 run_id

insert into source_expectation (
    source, configuration, connector, time_zone, expect_by_minutes, warn_seconds, error_seconds,
    run_id
)
values (
    $1::text, $2::text, $3::text, $4::text, $5::smallint, $6::bigint, $7::bigint, $8::integer
);
