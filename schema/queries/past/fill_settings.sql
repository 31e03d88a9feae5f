-- What a stitch worked with, other than the records: the sources and settings of that time, the runs and
-- decisions until then. Pages stand for the same addresses for ever.

insert into {shadow}.page overriding system value select * from journey.page;

insert into {shadow}.source overriding system value
select s.*
from journey.source as s
join journey.stitch_run as k on k.run_id = {run} and s.source_id = any (k.sources);

insert into {shadow}.installation (one, key_check, site_time_zone, site_region, created_by)
select i.one, i.key_check, k.site_time_zone, i.site_region, i.created_by
from journey.installation as i
join journey.stitch_run as k on k.run_id = {run};

insert into {shadow}.topic_map (source, word, topic)
select t.entry ->> 0, t.entry ->> 1, t.entry ->> 2
from (
    select topics
    from journey.stitch_run
    where topics is not null and run_id <= {run}
    order by run_id desc
    limit 1
) as k
cross join lateral jsonb_array_elements(k.topics) as t (entry);

insert into {shadow}.run overriding system value
select * from journey.run where run_id <= {through};

insert into {shadow}.identifier_decision overriding system value
select * from journey.identifier_decision where run_id <= {through};

insert into {shadow}.person_decision overriding system value
select * from journey.person_decision where run_id <= {through};

analyze {shadow}.page;
