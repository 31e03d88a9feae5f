-- The newest web event of each source without a stitch, and completeness that one wrong clock does
-- not move. Costs nothing on a large database: a function and a view.

-- Of web sources that loaded anything: the newest event of people up to `latest`, and how many are
-- later. Months are read from the newest on, and only until every source is found.
create function newest_web_events(latest timestamptz)
returns table (source_id smallint, newest timestamptz, later bigint)
language plpgsql stable as $$
declare
    part regclass;
    is_rest boolean;
    wanted smallint[];
    found_ids smallint[] := '{}';
    found_newest timestamptz[] := '{}';
    here_ids smallint[];
    here_newest timestamptz[];
begin
    select array_agg(s.source_id) into wanted
    from source as s
    where s.channel = 'web' and exists (
        select from ingest_file as i
        where i.source_id = s.source_id and i.records_accepted + i.records_duplicate > 0
    );
    for part, is_rest in
        select c.oid::regclass, pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT' as rest
        from pg_inherits as i
        join pg_class as c on c.oid = i.inhrelid
        where i.inhparent = 'web_event'::regclass
        order by rest desc, c.relname collate "C" desc
    loop
        exit when coalesce(cardinality(wanted), 0) = 0;
        execute format(
            'select array_agg(e.source_id), array_agg(e.newest) from ('
            'select source_id, max(occurred_at) as newest from %s '
            'where occurred_at <= $1 and not is_bot and source_id = any ($2) group by source_id'
            ') as e', part
        ) into here_ids, here_newest using latest, wanted;
        continue when here_ids is null;
        found_ids := found_ids || here_ids;
        found_newest := found_newest || here_newest;
        -- What fits no month may be of any time.
        continue when is_rest;
        wanted := array(select w from unnest(wanted) as w where w <> all (here_ids));
    end loop;
    return query
    select e.source_id, max(e.newest), sum(e.later)::bigint
    from (
        select f.id as source_id, f.at as newest, 0::bigint as later
        from unnest(found_ids, found_newest) as f (id, at)
        union all
        select w.source_id, null, count(*)
        from web_event as w
        where w.occurred_at > latest and not w.is_bot
        group by w.source_id
    ) as e
    group by e.source_id;
end $$;

-- Up to when each source is loaded: its newest record, those of a clock that is ahead left out.
-- Feeds that are nothing a customer did have no such time.
create or replace view source_complete as
select s.name as source, s.channel, newest.complete_through
from source as s
left join (
    select source_id, max(at) as complete_through
    from (
        select source_id, max(started_at) as at from contact
        where started_at <= now() + interval '24 hours' group by source_id
        union all
        select source_id, max(converted_at) from conversion
        where converted_at <= now() + interval '24 hours' group by source_id
        union all
        select source_id, max(ended_at) from web_session
        where ended_at <= now() + interval '24 hours' group by source_id
    ) as record
    group by source_id
) as newest on newest.source_id = s.source_id
where s.channel not in ('master', 'feed');
