-- title:   A migration taken
-- answers: The step and the digest of its text go on the books.
-- grain:   one row
-- param:   $1 version
-- param:   $2 name
-- param:   $3 sha256

insert into schema_migration (version, name, sha256)
values ($1::integer, $2::text, $3::text);
