-- title:   Whether the schema was ever initialised
-- answers: Is there a table of migrations?
-- grain:   one row

select to_regclass('journey.schema_migration') is not null;
