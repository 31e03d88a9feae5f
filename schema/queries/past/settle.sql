-- What follows from the records, and the moment by which a record from the future is told.

insert into {shadow}.source_channel (source_id, channel)
select distinct l.source_id, l.channel
from {shadow}.contact_leg as l
join {shadow}.source as s on s.source_id = l.source_id
where l.channel <> s.channel;

do $$
declare
    moment timestamptz;
begin
    select coalesce(r.ended_at, k.stitched_at) into strict moment
    from journey.stitch_run as k
    left join journey.run as r on r.run_id = k.run_id
    where k.run_id = {run};
    execute 'create or replace view {shadow}.source_complete as ' || replace(
        pg_get_viewdef('{shadow}.source_complete'::regclass), 'now()',
        quote_literal(moment) || '::timestamptz'
    );
end $$;
