-- title:   Applied migrations
-- answers: Which steps were taken?
-- grain:   one row a migration

select version, name, sha256
from schema_migration
order by version;
