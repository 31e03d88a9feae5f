-- What was installed, configured, run and read. One writer a table, named above it.
-- Costs nothing on a large database: every table is new.

-- writer: init
create table installation (
    one                 boolean primary key default true,
    key_check           bytea not null,
    site_time_zone      text,
    site_region         text,
    created_by          text not null,
    constraint installation_one check (one)
);

-- writer: init (and ingest for a source seen first)
create table source (
    source_id           smallint generated always as identity primary key,
    name                text collate "C" not null,
    connector           text not null,
    channel             text not null,
    time_zone           text,
    region              text,
    constraint source_name_unique unique (name)
);

-- writer: every command that writes
create table run (
    run_id              integer generated always as identity primary key,
    kind                text not null,
    started_at          timestamptz not null default clock_timestamp(),
    ended_at            timestamptz,
    status              text not null default 'running',
    program_version     text not null,
    detail              text,
    constraint run_status_known check (status in ('running', 'complete', 'failed'))
);

-- writer: ingest. The books of one file in one run, committed with its rows.
create table ingest_file (
    file_id             integer generated always as identity primary key,
    run_id              integer not null references run,
    source_id           smallint not null references source,
    path                text not null,
    fingerprint         bytea,
    committed_offset    bigint not null default 0,
    is_complete         boolean not null default false,
    records_read        bigint not null default 0,
    records_accepted    bigint not null default 0,
    records_updated     bigint not null default 0,
    records_duplicate   bigint not null default 0,
    records_outdated    bigint not null default 0,
    records_rejected    bigint not null default 0,
    records_ignored     bigint not null default 0,
    constraint ingest_file_books_balance check (
        records_read = records_accepted + records_updated + records_duplicate
            + records_outdated + records_rejected + records_ignored
    )
);
create index ingest_file_run on ingest_file (run_id);

-- writer: ingest and rejects retry. Each distinct reject of a source once.
create table rejected_record (
    source_id           smallint not null references source,
    reason              text not null,
    raw_sha256          bytea not null,
    file_id             integer not null references ingest_file,
    byte_offset         bigint not null,
    line                bigint not null,
    field               text not null,
    message             text not null,
    length              bigint not null,
    retried_run         integer,
    constraint rejected_record_key primary key (source_id, reason, raw_sha256)
);
create index rejected_record_file on rejected_record (file_id, byte_offset);

-- writer: ingest. A raw record may hold anything, so it stands with the personal data.
create table journey_pii.rejected_bytes (
    source_id           smallint not null,
    reason              text not null,
    raw_sha256          bytea not null,
    raw                 bytea not null,
    constraint rejected_bytes_key primary key (source_id, reason, raw_sha256)
);
