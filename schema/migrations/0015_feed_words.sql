-- What reports take from the feeds: team and opening hours of a contact, csat and nps of its survey.
-- Costs nothing on a large database: no table changes.

-- Team and site of an agent at a moment: of the rows that hold then, the one that began last.
create function agent_of(agent_source text, id text, moment timestamptz)
returns table (team text, site text)
language sql stable as $$
    select a.team, a.site
    from agent as a
    where a.source = agent_source
        and a.agent_id = id
        and (a.valid_from is null or a.valid_from <= moment)
        and (a.valid_to is null or a.valid_to > moment)
    order by a.valid_from desc nulls last, a.team desc nulls last, a.site desc nulls last
    limit 1
$$;

-- Contacts as in 0004, with what the feeds add: csat of a survey where the contact has none of its
-- own (the latest answer), nps, team and whether it began in opening hours: null where the calendar
-- does not reach. Hours that name the queue beat hours for all queues; a site counts unless the
-- agent is known to be at another.
create or replace view contact_fact as
select
    c.contact_key,
    c.source_id,
    s.name as source,
    c.contact_id as record_id,
    c.channel,
    c.direction,
    c.initiated_by,
    c.started_at,
    c.answered_at,
    c.ended_at,
    coalesce(c.last_human_at, c.ended_at, c.started_at) as said_at,
    greatest(c.started_at, coalesce(c.ended_at, c.last_human_at, c.started_at)) as closed_at,
    c.outcome,
    c.is_dropped,
    c.is_bot,
    c.queue,
    c.agent,
    c.brand,
    c.chain_id,
    c.transferred_to,
    c.wait_ms,
    c.first_response_ms,
    c.talk_ms,
    c.hold_ms,
    c.wrap_ms,
    c.handle_ms,
    c.asked_to_call,
    coalesce(
        c.csat,
        (
            select v.csat from survey as v
            where v.contact_source = s.name and v.contact_id = c.contact_id and v.csat is not null
            order by v.answered_at desc nulls last, v.csat desc
            limit 1
        )
    ) as csat,
    p.certain_person,
    p.probable_person,
    p.possible_person,
    p.basis,
    p.probability,
    cs.session_key,
    w.session_id,
    coalesce(cs.page_id, c.page_id) as page_id,
    pg.url as page,
    pg.page_group,
    device_name(coalesce(nullif(c.device, 0::smallint), w.device)) as device,
    w.campaign,
    coalesce(c.language, w.language) as language,
    coalesce(
        (
            select m.topic from topic_map as m
            where m.source = s.name and m.word = c.queue
        ),
        case when c.tags is not null then (
            select m.topic from topic_map as m
            where m.source = s.name
                and m.word = any (string_to_array(replace(c.tags, ', ', ','), ','))
            order by array_position(string_to_array(replace(c.tags, ', ', ','), ','), m.word)
            limit 1
        ) end
    ) as mapped_topic,
    coalesce(
        (
            select m.topic from topic_map as m
            where m.source = s.name and m.word = c.queue
        ),
        case when c.tags is not null then (
            select m.topic from topic_map as m
            where m.source = s.name
                and m.word = any (string_to_array(replace(c.tags, ', ', ','), ','))
            order by array_position(string_to_array(replace(c.tags, ', ', ','), ','), m.word)
            limit 1
        ) end,
        c.queue,
        split_part(c.tags, ',', 1)
    ) as topic,
    (
        select v.nps from survey as v
        where v.contact_source = s.name and v.contact_id = c.contact_id and v.nps is not null
        order by v.answered_at desc nulls last, v.nps desc
        limit 1
    ) as nps,
    (select a.team from agent_of(s.name, c.agent, c.started_at) as a) as team,
    case
        when exists (
            select 1 from calendar as e
            where e.kind = 'holiday'
                and tstzrange(e.valid_from, e.valid_to) @> c.started_at
                and (e.channel is null or e.channel = c.channel)
                and (e.queue is null or e.queue = c.queue)
                and (
                    e.site is null
                    or e.site = coalesce((
                        select a.site from agent_of(s.name, c.agent, c.started_at) as a
                    ), e.site)
                )
        ) then false
        when exists (
            select 1 from calendar as e
            where e.kind = 'hours'
                and tstzrange(e.valid_from, e.valid_to) @> c.started_at
                and (e.channel is null or e.channel = c.channel)
                and coalesce(e.queue, '') = coalesce((
                    select own.queue from calendar as own
                    where own.kind = 'hours' and coalesce(own.queue, '') = c.queue
                    order by own.valid_from
                    limit 1
                ), '')
                and (
                    e.site is null
                    or e.site = coalesce((
                        select a.site from agent_of(s.name, c.agent, c.started_at) as a
                    ), e.site)
                )
        ) then true
        when c.started_at >= (
            select e.valid_from from calendar as e
            where e.kind = 'hours'
                and (e.channel is null or e.channel = c.channel)
                and coalesce(e.queue, '') = coalesce((
                    select own.queue from calendar as own
                    where own.kind = 'hours' and coalesce(own.queue, '') = c.queue
                    order by own.valid_from
                    limit 1
                ), '')
            order by e.valid_from
            limit 1
        ) and c.started_at < (
            select e.valid_from from calendar as e
            where e.kind = 'hours'
                and (e.channel is null or e.channel = c.channel)
                and coalesce(e.queue, '') = coalesce((
                    select own.queue from calendar as own
                    where own.kind = 'hours' and coalesce(own.queue, '') = c.queue
                    order by own.valid_from
                    limit 1
                ), '')
            order by e.valid_from desc
            limit 1
        ) then false
    end as in_hours
from contact as c
inner join source as s on s.source_id = c.source_id
left join person_of as p on p.touchpoint_key = c.contact_key
left join chat_session as cs on cs.contact_key = c.contact_key
left join web_session as w on w.session_key = cs.session_key
left join page as pg on pg.page_id = coalesce(cs.page_id, c.page_id);
