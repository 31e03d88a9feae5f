-- answers: How many runs in a schema were not those of a demo?
-- param:   $1 what the version of a demo begins with
select
    (select count(*) from run where not starts_with(program_version, $1))
        + (select count(*) from installation where not starts_with(created_by, $1))
        as others,
    (select count(*) from installation) as installations;
