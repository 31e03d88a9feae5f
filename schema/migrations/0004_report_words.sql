-- What all reports share: how values are written, contacts with the words that people filter by,
-- and up to when each source is loaded. Functions of one select, so that the planner sees through
-- them and a filter that is not set costs nothing. Costs nothing on a large database: no table
-- changes.

-- A time as every export writes it.
create function utc_text(moment timestamptz) returns text
language sql stable parallel safe as $$
    select rtrim(rtrim(
        to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.') || 'Z'
$$;

-- Seconds with at most three decimals and no trailing zeros.
create function seconds_of(duration interval) returns numeric
language sql immutable parallel safe as $$
    select trim_scale(round(extract(epoch from duration), 3))
$$;

create function seconds_of_ms(duration_ms bigint) returns numeric
language sql immutable parallel safe as $$ select trim_scale(duration_ms / 1000.0) $$;

-- Whether a value is in one list of a filter; `otherwise` where the filter has no such list.
create function is_listed(list jsonb, value text, otherwise boolean) returns boolean
language sql immutable parallel safe as $$
    select coalesce(list ? coalesce(value, ''), otherwise)
$$;

-- The person at the certainty that a report was asked for.
create function person_at(certainty text, certain uuid, probable uuid, possible uuid) returns uuid
language sql immutable parallel safe as $$
    select case certainty when 'certain' then certain when 'possible' then possible
        else probable end
$$;

-- The local calendar of a moment, as texts that sort. A day of 23 or 25 hours counts every
-- moment once.
create function calendar_of(moment timestamptz, zone text)
returns table (hour text, weekday text, day text, week text, month text)
language sql stable parallel safe as $$
    select
        to_char(moment at time zone zone, 'HH24'),
        to_char(moment at time zone zone, 'ID-Dy'),
        to_char(moment at time zone zone, 'YYYY-MM-DD'),
        to_char(moment at time zone zone, 'IYYY-"W"IW'),
        to_char(moment at time zone zone, 'YYYY-MM')
$$;

create function device_name(device smallint) returns text
language sql immutable parallel safe as $$
    select case device when 1 then 'desktop' when 2 then 'mobile' when 3 then 'tablet' end
$$;

-- Contacts with the words that reports show and filter by. Columns that a report leaves out cost
-- nothing: the joins are on keys and fall away.
create view contact_fact as
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
    c.csat,
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
    ) as topic
from contact as c
inner join source as s on s.source_id = c.source_id
left join person_of as p on p.touchpoint_key = c.contact_key
left join chat_session as cs on cs.contact_key = c.contact_key
left join web_session as w on w.session_key = cs.session_key
left join page as pg on pg.page_id = coalesce(cs.page_id, c.page_id);

-- Contacts that pass the filters of a report:
-- {"is": {"queue": ["Billing"]}, "not": {"agent": ["7"]}, "page": "regex", "not_page": "regex"}.
create function selected_contact(filter jsonb) returns setof contact_fact
language sql stable as $$
    select c.* from contact_fact as c
    where is_listed(filter -> 'is' -> 'channel', c.channel, true)
        and not is_listed(filter -> 'not' -> 'channel', c.channel, false)
        and is_listed(filter -> 'is' -> 'source', c.source, true)
        and not is_listed(filter -> 'not' -> 'source', c.source, false)
        and is_listed(filter -> 'is' -> 'brand', c.brand, true)
        and not is_listed(filter -> 'not' -> 'brand', c.brand, false)
        and is_listed(filter -> 'is' -> 'queue', c.queue, true)
        and not is_listed(filter -> 'not' -> 'queue', c.queue, false)
        and is_listed(filter -> 'is' -> 'topic', c.topic, true)
        and not is_listed(filter -> 'not' -> 'topic', c.topic, false)
        and is_listed(filter -> 'is' -> 'agent', c.agent, true)
        and not is_listed(filter -> 'not' -> 'agent', c.agent, false)
        and is_listed(filter -> 'is' -> 'initiated_by', c.initiated_by, true)
        and not is_listed(filter -> 'not' -> 'initiated_by', c.initiated_by, false)
        and is_listed(filter -> 'is' -> 'device', c.device, true)
        and not is_listed(filter -> 'not' -> 'device', c.device, false)
        and is_listed(filter -> 'is' -> 'campaign', c.campaign, true)
        and not is_listed(filter -> 'not' -> 'campaign', c.campaign, false)
        and is_listed(filter -> 'is' -> 'language', c.language, true)
        and not is_listed(filter -> 'not' -> 'language', c.language, false)
        and is_listed(filter -> 'is' -> 'outcome', c.outcome, true)
        and not is_listed(filter -> 'not' -> 'outcome', c.outcome, false)
        and ((filter ->> 'page') is null or coalesce(c.page, '') ~ (filter ->> 'page'))
        and ((filter ->> 'not_page') is null or coalesce(c.page, '') !~ (filter ->> 'not_page'))
$$;

-- Up to when each source is loaded: its newest record.
create view source_complete as
select s.name as source, s.channel, newest.complete_through
from source as s
left join (
    select source_id, max(at) as complete_through
    from (
        select source_id, max(started_at) as at from contact group by source_id
        union all
        select source_id, max(converted_at) from conversion group by source_id
        union all
        select source_id, max(ended_at) from web_session group by source_id
    ) as record
    group by source_id
) as newest on newest.source_id = s.source_id
where s.channel <> 'master';

-- When the sources of some channels are all loaded; null before any of them is.
create function complete_through(channels text[]) returns timestamptz
language sql stable as $$
    select case when count(*) = count(c.complete_through) then min(c.complete_through) end
    from source_complete as c
    where c.channel = any (channels)
$$;
