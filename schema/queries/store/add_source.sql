-- title:   A source seen first
-- answers: It gets a number.
-- grain:   at most one row
-- param:   $1 name
-- param:   $2 connector
-- param:   $3 channel
-- param:   $4 time zone
-- param:   $5 region

insert into source (name, connector, channel, time_zone, region)
values ($1::text, $2::text, $3::text, $4::text, $5::text)
on conflict (name) do nothing;
