-- title:   Linkable contacts of a run
-- answers: How many of the contacts just loaded hold an identifier of a kind that another channel,
--          or the customer master, records?
-- grain:   one row a channel
-- param:   $1 run_id

with evidence_kind as (
    select distinct
        case when e.on_web_event then 'web' else s.channel end as channel, e.kind
    from (select distinct source_id, on_web_event, kind from evidence where role <> 7) as e
    join source as s using (source_id)
    where e.on_web_event
        or not exists (select from source_channel as f where f.source_id = e.source_id)
    union
    -- A source of several channels: its contacts say which.
    select c.channel, e.kind
    from source_channel as f
    join contact as c using (source_id)
    join evidence as e
        on e.touchpoint_key = c.contact_key and not e.on_web_event and e.role <> 7
    union
    -- Every web event has a browser; its login stands beside it.
    select 'web', known.kind
    from (values (1), (4)) as known (kind)
    where exists (select 1 from web_event)
),
loaded as (
    select contact_key, channel, direction
    from contact
    where run_id = $1::integer
      and not is_bot
),
linkable as (
    select distinct l.contact_key
    from loaded as l
    join evidence as e on e.touchpoint_key = l.contact_key
    join evidence_kind as k on k.kind = e.kind and k.channel <> l.channel
    -- A name alone joins nothing, and neither an id that the contact handed out nor a number of the
    -- company says who it was.
    where e.kind <> 8
        and e.role not in (3, 7)
)
select
    l.channel,
    count(*) as contacts,
    count(k.contact_key) as linkable,
    count(*) filter (where l.direction = 'unknown') as unknown_direction
from loaded as l
left join linkable as k using (contact_key)
where l.direction <> 'internal'
group by l.channel
order by l.channel;
