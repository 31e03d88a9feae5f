-- title:   Site settings
-- answers: A value given now replaces the one before.
-- grain:   at most one row
-- param:   $1 site time zone, or null
-- param:   $2 site region, or null

update installation
set
    site_time_zone = coalesce($1::text, site_time_zone),
    site_region = coalesce($2::text, site_region)
where (site_time_zone, site_region) is distinct from (
    coalesce($1::text, site_time_zone), coalesce($2::text, site_region)
);
