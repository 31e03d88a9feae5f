-- title:   Books of the migrations
-- answers: Which steps has this schema gone through, and with which text?
-- grain:   one row a migration

create table if not exists schema_migration (
    version             integer primary key,
    name                text not null,
    sha256              text not null,
    applied_at          timestamptz not null default clock_timestamp()
);
