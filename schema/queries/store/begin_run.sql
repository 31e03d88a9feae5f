-- title:   A run begins
-- answers: Under which number?
-- grain:   one row
-- param:   $1 kind
-- param:   $2 program version
-- param:   $3 detail
-- param:   $4 what the caller calls it

insert into run (kind, program_version, detail, label)
values ($1::text, $2::text, $3::text, $4::text)
returning run_id;
