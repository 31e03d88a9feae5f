-- Event ids move from a table with an index on random keys to sorted runs of pages, and web events
-- keep only indexes that cost a load next to nothing. On a database with events the move reads all
-- ids once and sorts them: about a minute for 20 million.

-- writer: ingest. A sorted run of the event keys of one source. Runs of one level are of about one
-- size; when there are many they are merged into one of the next level.
create table event_key_run (
    key_run             integer generated always as identity primary key,
    source_id           smallint not null references source,
    level               smallint not null,
    keys                bigint not null,
    -- Whether the filter of the source, as it is stored, knows the keys.
    is_filtered         boolean not null default false
);
-- Serves the opening of a source.
create index event_key_run_source on event_key_run (source_id);

-- writer: ingest. Part of a run, a page of it a row. Keys are 128 bits; highs holds their first
-- halves, rest their second halves, each with the rank of the event: its earliest time in microseconds
-- since 1970, shifted by 11 bits, and 11 bits of a hash of its content; big-endian, 320 entries at most.
create table event_key_chunk (
    source_id           smallint not null,
    key_run             integer not null,
    ordinal             integer not null,
    first_high          bigint not null,
    highs               bytea not null,
    rest                bytea not null,
    -- Where each chunk begins is read without the chunk.
    constraint event_key_chunk_key primary key (key_run, ordinal) include (first_high)
);
alter table event_key_chunk
    alter column highs set storage plain,
    alter column rest set storage plain;
-- Merged runs leave whole pages behind, which are to be used again soon.
alter table event_key_chunk set (autovacuum_vacuum_scale_factor = 0.05);

-- writer: ingest. The filter over the event keys of a source as it was last stored, 7,680 bytes a
-- row: 64-bit words, little-endian. What it does not know stands in runs that are not is_filtered.
create table event_key_filter (
    source_id           smallint not null references source,
    ordinal             integer not null,
    words               bytea not null,
    primary key (source_id, ordinal)
);
alter table event_key_filter alter column words set storage plain;

-- writer: ingest. From where a web event went, when a copy placed it earlier: the sessions there are
-- made anew by the next stitch.
create table web_event_move (
    browser             uuid not null,
    source_id           smallint not null,
    session_ref         text collate "C",
    occurred_at         timestamptz not null,
    run_id              integer not null
);
-- Serves the search for moves that a stitch has not seen.
create index web_event_move_run on web_event_move (run_id);

insert into event_key_run (source_id, level, keys)
select e.source_id, 2, count(distinct e.event_key)
from web_event as e
group by e.source_id
order by e.source_id;

insert into event_key_chunk (source_id, key_run, ordinal, first_high, highs, rest)
select
    k.source_id, k.key_run, k.ordinal,
    ('x' || encode((array_agg(k.high order by k.event_key))[1], 'hex'))::bit(64)::bigint,
    string_agg(k.high, '' order by k.event_key),
    string_agg(k.rest, '' order by k.event_key)
from (
    select
        e.source_id, r.key_run, e.event_key,
        ((row_number() over (partition by e.source_id order by e.event_key) - 1) / 320)::integer
            as ordinal,
        substr(uuid_send(e.event_key), 1, 8) as high,
        substr(uuid_send(e.event_key), 9, 8)
            || int8send((extract(epoch from min(e.occurred_at)) * 1000000)::bigint << 11) as rest
    from web_event as e
    join event_key_run as r on r.source_id = e.source_id
    group by e.source_id, r.key_run, e.event_key
) as k
group by k.source_id, k.key_run, k.ordinal;

drop table web_event_key;
drop index web_event_browser;
drop index web_event_event;
-- Serves every question by time: events lie about in the order of their time.
create index web_event_time on web_event using brin (occurred_at);
