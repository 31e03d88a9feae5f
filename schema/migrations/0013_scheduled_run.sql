-- What the scheduled run keeps on the books: its parts, its exit code and its closing line, and what
-- its configuration expects of each source.
-- Costs nothing on a large database: a run is one row, and new columns are empty.

alter table run
    add column parent_run_id integer,
    add column label text collate "C",
    add column exit_code smallint,
    add column summary text,
    drop constraint run_status_known,
    add constraint run_status_known
        check (status in ('running', 'complete', 'partial', 'failed'));

-- Serves the step from a scheduled run to its loads.
create index run_parent on run (parent_run_id);

-- writer: run. Of each source, by the configuration that was run last with it.
create table source_expectation (
    source              text collate "C" not null,
    configuration       text collate "C" not null,
    connector           text collate "C" not null,
    time_zone           text collate "C" not null,
    expect_by_minutes   smallint,
    warn_seconds        bigint,
    error_seconds       bigint,
    run_id              integer not null,
    constraint source_expectation_key primary key (source)
);
