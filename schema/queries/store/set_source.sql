-- title:   What is remembered of a source
-- answers: A value given now replaces the one before.
-- grain:   at most one row
-- param:   $1 source_id
-- param:   $2 time zone, or null
-- param:   $3 region, or null

update source
set
    time_zone = coalesce($2::text, time_zone),
    region = coalesce($3::text, region)
where source_id = $1::smallint
  and (time_zone, region) is distinct from (
      coalesce($2::text, time_zone), coalesce($3::text, region)
  );
