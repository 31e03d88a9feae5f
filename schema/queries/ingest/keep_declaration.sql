-- title:   A record that later ones need
-- answers: What must be read before the rejects of this file?
-- grain:   one row a file and place; none where it is kept already
-- param:   $1 file_id
-- param:   $2 byte offset
-- param:   $3 the record

insert into journey_pii.declaration (file_id, byte_offset, record)
values ($1::integer, $2::bigint, $3::bytea)
on conflict (file_id, byte_offset) do nothing;
