-- What a record may need of those before it in its file, and finding short logs again.
-- Costs nothing on a large database: the table is empty, the index is over one row a file and load.

-- writer: ingest. Of files with rejects: records that later ones cannot be read without, such as the
-- schema of a stream of a tap. A raw record may hold anything, so it stands with the personal data.
create table journey_pii.declaration (
    file_id             integer not null references ingest_file,
    byte_offset         bigint not null,
    record              bytea not null,
    constraint declaration_key primary key (file_id, byte_offset)
);

-- Serves the search for what is committed of a log that was too short for a digest of its beginning
-- when it was loaded.
create index ingest_file_prefix on ingest_file (source_id, prefix_sha256, file_id)
    where head_sha256 is null;
