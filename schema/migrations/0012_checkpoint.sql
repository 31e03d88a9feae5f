-- What is needed to go on reading a file behind its committed part, and the books in bytes.
-- Costs a short lock on a table of one row a file and load; its rows are not rewritten.

alter table ingest_file
    -- Where this load began: behind what an earlier one had committed, else 0.
    add column start_offset bigint not null default 0,
    -- Physical line at the committed offset.
    add column committed_line bigint not null default 1,
    -- Of the first 4 KiB, by which a log is known again after it was moved away; null for shorter
    -- files.
    add column head_sha256 bytea,
    -- Of the committed offset, the first 4 KiB and the 4 KiB before the offset; null where reading
    -- cannot go on there.
    add column prefix_sha256 bytea,
    -- Of connector, time zone, region, encoding and options.
    add column settings_sha256 bytea,
    -- Size on disk when opened; null for standard input.
    add column file_bytes bigint,
    -- Bytes of text since the start offset: in records, and between them (separators, blank lines,
    -- header). Null for loads that are of no file.
    add column record_bytes bigint,
    add column between_bytes bigint,
    -- Bytes of text in the whole file, its unfinished last line included; null until its end.
    add column text_bytes bigint,
    add constraint ingest_file_bytes_balance check (
        text_bytes is null
        or committed_offset = start_offset + record_bytes + between_bytes
            and committed_offset <= text_bytes
    );

-- Serves the search for what is committed of a file that is loaded again.
create index ingest_file_path on ingest_file (source_id, path, file_id);
-- Serves the search for what is committed of a log that was moved away.
create index ingest_file_head on ingest_file (source_id, head_sha256, file_id);
