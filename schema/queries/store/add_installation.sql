-- title:   The installation, once
-- answers: The first init sets it; a second one at the same time changes nothing.
-- grain:   at most one row
-- param:   $1 check value of the hashing key, hexadecimal
-- param:   $2 site time zone
-- param:   $3 site region
-- param:   $4 program version

insert into installation (key_check, site_time_zone, site_region, created_by)
values (decode($1::text, 'hex'), $2::text, $3::text, $4::text)
on conflict (one) do nothing;
