-- What the reports share. Functions of one select, so that the planner sees through them and a
-- filter that is not set costs nothing. The large ones are planned alone and without nested loops:
-- the planner misjudges joins on persons by orders of magnitude. Costs nothing on a large database but the two indexes,
-- which hold only the evidence that a record handed out or that somebody typed.

-- Serves the kind of a handover: tokens and ids given in a chat.
create index evidence_handed_out on evidence (touchpoint_key) where role in (2, 3)
    and not on_web_event;
-- Serves call-backs: contacts that quote an id another one issued.
create index evidence_contact_id on evidence (identifier) where kind = 9;

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
) as newest on newest.source_id = s.source_id;

-- When the sources of some channels are all loaded; null before any of them is.
create function complete_through(channels text[]) returns timestamptz
language sql stable as $$
    select case when count(*) = count(c.complete_through) then min(c.complete_through) end
    from source_complete as c
    where c.channel = any (channels)
$$;

-- Persons who hold an identifier of these kinds from evidence of other channels than `outcome`.
-- Values that many owners share (verdict generic) hold nobody.
create function holding_person(certainty text, kinds smallint[], outcome text)
returns table (person_id uuid)
language sql stable rows 100000 set enable_nestloop = off set jit = off as $$
    select distinct person_at(certainty, p.certain_person, p.probable_person, p.possible_person)
    from touchpoint_evidence as e
    inner join person_of as p on p.touchpoint_key = e.touchpoint_key
    left join identifier_verdict as v
        on v.identifier = e.identifier and v.verdict = 'generic'
    where e.kind = any (kinds)
        and e.role in (1, 2, 5)
        and p.channel <> outcome
        and v.identifier is null
$$;

-- How sure it is that two touchpoints are one person: certain = 1; below that the weaker of the
-- two, and where neither says less than 1 the least that its class allows.
create function pair_probability(basis text, one real, other real) returns numeric
language sql immutable parallel safe as $$
    select case
        when basis = 'certain' then 1
        when least(one, other) < 1 then round(least(one, other)::numeric, 4)
        when basis = 'probable' then 0.9
        else 0.5
    end
$$;

-- Chats and the call each proposes, with why, and which chat the call went to.
-- `said_at` is the last human message of the chat; the gap may be negative.
create function chat_call(certainty text, handover_window interval)
returns table (
    chat_key uuid, call_key uuid, person_id uuid, kind text, basis text, probability numeric,
    gap interval, superseded_by uuid
)
language sql stable rows 100000 set enable_nestloop = off set jit = off as $$
with party as materialized (
    select
        c.contact_key,
        c.channel,
        c.direction,
        c.started_at,
        coalesce(c.last_human_at, c.ended_at, c.started_at) as said_at,
        s.name || ':' || c.contact_id as record,
        c.chain_id,
        c.asked_to_call,
        person_at(certainty, p.certain_person, p.probable_person, p.possible_person) as person_id,
        p.certain_person,
        p.probable_person,
        p.probability
    from contact as c
    inner join source as s on s.source_id = c.source_id
    inner join person_of as p on p.touchpoint_key = c.contact_key
    where p.channel in ('chat', 'voice')
        and (c.channel = 'chat' and c.outcome <> 'invite_ignored'
            or c.channel = 'voice' and c.direction in ('inbound', 'outbound'))
),

candidate as (
    select chat.contact_key as chat_key, call.contact_key as call_key
    from party as chat
    inner join party as call on call.person_id = chat.person_id
    where chat.channel = 'chat'
        and call.channel = 'voice'
        and call.direction = 'inbound'
        and call.started_at > chat.started_at
        and call.started_at <= chat.said_at + handover_window
    union all
    select chat.contact_key, call.contact_key
    from party as chat
    inner join evidence as given
        on given.touchpoint_key = chat.contact_key and given.role in (2, 3)
        and not given.on_web_event
    inner join evidence as used on used.identifier = given.identifier and used.kind = 9
    inner join party as call
        on call.contact_key = used.touchpoint_key and call.person_id = chat.person_id
    where chat.channel = 'chat'
        and given.kind = 9
        and given.role = 3
        and call.channel = 'voice'
        and call.direction = 'outbound'
        and call.started_at > chat.started_at
        and call.started_at <= chat.said_at + handover_window
),

proposal as (
    select distinct on (chat.contact_key)
        chat.contact_key as chat_key,
        call.contact_key as call_key,
        chat.person_id,
        chat.record as chat_record,
        chat.started_at as chat_started_at,
        chat.asked_to_call,
        call.started_at - chat.said_at as gap,
        coalesce(chat.chain_id = call.chain_id, false) as is_chained,
        case
            when chat.certain_person = call.certain_person then 'certain'
            when chat.probable_person = call.probable_person then 'probable'
            else 'possible'
        end as basis,
        chat.probability as chat_probability,
        call.probability as call_probability
    from candidate
    inner join party as chat on chat.contact_key = candidate.chat_key
    inner join party as call on call.contact_key = candidate.call_key
    order by chat.contact_key, call.started_at, call.record
),

shared as (
    select
        proposal.chat_key,
        bool_or(given.kind = 9) as is_transfer,
        bool_or(given.kind <> 9) as is_token
    from proposal
    inner join evidence as given
        on given.touchpoint_key = proposal.chat_key and given.role in (2, 3)
        and not given.on_web_event
        and (given.kind, given.role) in ((9, 3), (3, 2), (7, 3))
    inner join evidence as used
        on used.touchpoint_key = proposal.call_key and used.identifier = given.identifier
        and not used.on_web_event
        and (used.kind <> 9 or used.role = 4)
    group by proposal.chat_key
),

ranked as (
    select
        proposal.*,
        case
            when proposal.is_chained or shared.is_transfer then 1
            when proposal.asked_to_call then 2
            when shared.is_token then 3
            when chat.mapped_topic <> call.mapped_topic then 5
            else 4
        end as rung
    from proposal
    left join shared on shared.chat_key = proposal.chat_key
    inner join contact_fact as chat on chat.contact_key = proposal.chat_key
    inner join contact_fact as call on call.contact_key = proposal.call_key
),

assigned as (
    select
        ranked.*,
        first_value(chat_key) over (
            partition by call_key order by rung, chat_started_at desc, chat_record
        ) as winner
    from ranked
)

select
    chat_key,
    call_key,
    person_id,
    (array['transfer', 'instructed', 'token', 'inferred', 'coincident'])[rung],
    basis,
    pair_probability(basis, chat_probability, call_probability),
    gap,
    case when winner <> chat_key then winner end
from assigned
$$;

-- Inbound contacts that can begin a repeat or be one.
create function repeat_contact(certainty text)
returns table (
    contact_key uuid, channel text, person_id uuid, certain_person uuid, probable_person uuid,
    probability real, started_at timestamptz, closed_at timestamptz, is_handled boolean,
    chain_id text, record text
)
language sql stable as $$
    select
        c.contact_key,
        c.channel,
        person_at(certainty, p.certain_person, p.probable_person, p.possible_person),
        p.certain_person,
        p.probable_person,
        p.probability,
        c.started_at,
        greatest(c.started_at, coalesce(c.ended_at, c.last_human_at, c.started_at)),
        c.outcome = 'handled',
        c.chain_id,
        s.name || ':' || c.contact_id
    from contact as c
    inner join source as s on s.source_id = c.source_id
    inner join person_of as p on p.touchpoint_key = c.contact_key
    where p.channel in ('chat', 'voice')
        and c.direction = 'inbound'
        and c.outcome not in ('short_abandon', 'invite_ignored', 'open')
$$;

-- Repeats: each contact with the latest handled contact of the same person that ended before it.
create function repeat_pair(certainty text, repeat_window interval, handover_window interval)
returns table (
    first_key uuid, next_key uuid, person_id uuid, basis text, probability numeric,
    gap interval, is_handover boolean
)
language sql stable rows 100000 set enable_nestloop = off set jit = off as $$
with edge as (
    -- Starts and ends of one person in one order; at the same moment a start comes first, since
    -- the other contact has to end before it.
    select c.*, c.started_at as at, false as is_end from repeat_contact(certainty) as c
    union all
    select c.*, c.closed_at, true from repeat_contact(certainty) as c
),

swept as (
    select
        edge.*,
        count(*) filter (where is_end and is_handled) over before as handled_ends,
        case channel
            when 'chat' then max(at) filter (where is_end and channel = 'chat') over before
            else max(at) filter (where is_end and channel = 'voice') over before
        end as same_channel_end
    from edge
    window before as (
        partition by person_id order by at, is_end, record rows unbounded preceding
    )
),

pair as (
    select
        one.contact_key as first_key,
        next.contact_key as next_key,
        one.channel as first_channel,
        next.channel as next_channel,
        next.person_id,
        case
            when one.certain_person = next.certain_person then 'certain'
            when one.probable_person = next.probable_person then 'probable'
            else 'possible'
        end as basis,
        one.probability as one_probability,
        next.probability as next_probability,
        next.started_at - one.closed_at as gap
    from swept as next
    inner join swept as one
        on one.person_id = next.person_id and one.handled_ends = next.handled_ends
        and one.is_end and one.is_handled
    where not next.is_end
        -- Under five minutes after one of the same channel it is a reconnect, not a repeat.
        and (next.same_channel_end is null
            or next.started_at - next.same_channel_end >= interval '5 minutes')
        and next.started_at - one.closed_at <= repeat_window
        and coalesce(one.chain_id <> next.chain_id, true)
)

select
    pair.first_key,
    pair.next_key,
    pair.person_id,
    pair.basis,
    pair_probability(pair.basis, pair.one_probability, pair.next_probability),
    pair.gap,
    handover.chat_key is not null
from pair
left join chat_call(certainty, handover_window) as handover
    on handover.chat_key = pair.first_key and handover.call_key = pair.next_key
    and handover.superseded_by is null
where handover.kind is distinct from 'transfer'
$$;

-- Handled contacts; `is_latest` where no handled reconnect follows, so that a contact of several
-- calls counts once.
create function repeat_first(certainty text)
returns table (contact_key uuid, person_id uuid, closed_at timestamptz, is_latest boolean)
language sql stable rows 200000 set enable_nestloop = off set jit = off as $$
    select
        c.contact_key,
        c.person_id,
        c.closed_at,
        coalesce(
            lead(c.started_at) over turn <= c.closed_at
            or lead(c.started_at) over turn - c.closed_at >= interval '5 minutes', true)
    from repeat_contact(certainty) as c
    where c.is_handled
    window turn as (partition by c.person_id, c.channel order by c.started_at, c.record)
$$;

-- Conversions that count: not cancelled, failed or wholly refunded. Amounts net of refunds.
create view conversion_fact as
select
    v.conversion_key,
    s.name as source,
    v.conversion_id as record_id,
    v.converted_at,
    v.amount - v.refunded as amount,
    v.currency,
    v.sales_channel,
    v.goal,
    p.certain_person,
    p.probable_person,
    p.possible_person,
    p.probability
from conversion as v
inner join source as s on s.source_id = v.source_id
left join person_of as p on p.touchpoint_key = v.conversion_key
where coalesce(v.status, '') not in ('cancelled', 'canceled', 'refunded', 'failed')
    and not (v.amount > 0 and v.refunded >= v.amount);

-- The share of each touch by one model, unrounded: touch `place` of `touches`, in time order.
-- `any` and `time_decay` are settled over the whole path by conversion_touch.
create function touch_weight(model text, place bigint, touches bigint) returns numeric
language sql immutable parallel safe as $$
    select case
        when touches = 1 then 1
        when model = 'last' then (place = touches)::integer
        when model = 'first' then (place = 1)::integer
        when model = 'linear' then 1.0 / touches
        when model = 'position' and touches = 2 then 0.5
        when model = 'position' and place in (1, touches) then 0.4
        when model = 'position' then 0.2 / (touches - 2)
        when model = 'j' and touches = 2 then case place when 1 then 0.25 else 0.75 end
        when model = 'j' and place = 1 then 0.2
        when model = 'j' and place = touches then 0.6
        when model = 'j' then 0.2 / (touches - 2)
    end
$$;

-- The path of each conversion and what each touch gets of it: handled chats, handled inbound
-- calls and sessions that a campaign brought, begun before it and within the look-back. The
-- credits of one conversion add up to exactly 1 for each model.
create function conversion_touch(certainty text, lookback interval, models text[])
returns table (
    conversion_key uuid, model text, touch_key uuid, touch_channel text, touch_source text,
    touch_id text, touched_at timestamptz, basis text, probability numeric, gap interval,
    credit numeric
)
language sql stable rows 100000 set enable_nestloop = off set jit = off as $$
with touch as (
    select
        c.contact_key as touch_key, c.channel, s.name as source, c.contact_id as record_id,
        c.started_at, p.certain_person, p.probable_person, p.probability,
        person_at(certainty, p.certain_person, p.probable_person, p.possible_person) as person_id
    from contact as c
    inner join source as s on s.source_id = c.source_id
    inner join person_of as p on p.touchpoint_key = c.contact_key
    where p.channel in ('chat', 'voice') and c.outcome = 'handled' and c.direction = 'inbound'
    union all
    select
        w.session_key, 'web', s.name, w.session_id,
        w.started_at, p.certain_person, p.probable_person, p.probability,
        person_at(certainty, p.certain_person, p.probable_person, p.possible_person)
    from web_session as w
    inner join source as s on s.source_id = w.source_id
    inner join person_of as p on p.touchpoint_key = w.session_key
    where w.campaign is not null
),

path as (
    select
        v.conversion_key,
        touch.*,
        case
            when v.certain_person = touch.certain_person then 'certain'
            when v.probable_person = touch.probable_person then 'probable'
            else 'possible'
        end as basis,
        v.probability as conversion_probability,
        v.converted_at - touch.started_at as gap,
        count(*) filter (where touch.channel = 'chat') over whole as chats,
        v.sales_channel in ('phone', 'voice', 'call', 'agent')
            and count(*) filter (where touch.channel = 'voice') over whole > 0 as is_call_order,
        row_number() over (
            partition by v.conversion_key, touch.channel = 'voice'
            order by touch.started_at desc, touch.source || ':' || touch.record_id desc
        ) as place_from_end,
        row_number() over (
            partition by v.conversion_key
            order by touch.started_at, touch.source || ':' || touch.record_id
        ) as place,
        count(*) over whole as touches
    from conversion_fact as v
    inner join touch
        on touch.person_id
            = person_at(certainty, v.certain_person, v.probable_person, v.possible_person)
        and touch.started_at < v.converted_at
        and touch.started_at >= v.converted_at - lookback
    window whole as (partition by v.conversion_key)
),

weighed as (
    select
        path.*,
        chosen.model,
        case
            when chosen.model = 'any' then
                case when chats > 0 then (channel = 'chat')::integer / chats::numeric
                    else 1.0 / touches end
            when is_call_order then (channel = 'voice' and place_from_end = 1)::integer
            when chosen.model = 'time_decay' then
                power(2::numeric, -round(extract(epoch from gap) / 604800, 6))
            else touch_weight(chosen.model, place, touches)
        end as weight
    from path
    cross join unnest(models) as chosen (model)
),

shared as (
    select
        weighed.*,
        round(weight / sum(weight) over whole, 6) as credit,
        row_number() over (
            partition by conversion_key, model order by weight desc, place desc
        ) as rank_of_weight
    from weighed
    window whole as (partition by conversion_key, model)
)

select
    conversion_key,
    model,
    touch_key,
    channel,
    source,
    record_id,
    started_at,
    basis,
    pair_probability(basis, conversion_probability, probability),
    gap,
    -- What rounding leaves over goes to the largest share.
    trim_scale(credit + case when rank_of_weight = 1
        then 1 - sum(credit) over (partition by conversion_key, model) else 0 end)
from shared
$$;

-- Page views and their tracked session. A session is matched as the session step cut it: the
-- browser, and a time within.
create view session_page_view as
select
    w.session_key,
    e.page_id
from web_session as w
inner join web_event as e
    on e.browser = w.browser
    and e.occurred_at >= w.started_at
    and e.occurred_at <= w.ended_at
    and e.source_id = w.source_id
    and coalesce(e.session_ref = w.session_ref, true)
where e.kind = 1 and e.page_id is not null and not e.is_bot;

-- Offered chats and the page they are counted for. With the role `trigger` a chat that began on an
-- entry page (contact, help, support) counts for the page seen before, where there was one.
create function chat_place(filter jsonb, page_role text, entry_pages text)
returns table (
    contact_key uuid, session_key uuid, page_id integer, began_id integer, before_id integer,
    is_proactive boolean, started_at timestamptz
)
language sql stable as $$
    select
        c.contact_key,
        c.session_key,
        case
            when page_role = 'trigger' and c.page ~ entry_pages
                then coalesce(s.page_before_id, c.page_id)
            else c.page_id
        end,
        c.page_id,
        s.page_before_id,
        c.initiated_by <> 'customer',
        c.started_at
    from selected_contact(filter) as c
    left join chat_session as s on s.contact_key = c.contact_key
    where c.channel = 'chat' and c.outcome <> 'invite_ignored'
$$;

-- Tracked sessions that pass the filters of a report, with their person; crawlers have none.
create function selected_session(filter jsonb)
returns table (
    session_key uuid, source text, session_id text, started_at timestamptz, device text,
    campaign text, language text, certain_person uuid, probable_person uuid, possible_person uuid
)
language sql stable as $$
    select
        w.session_key, s.name, w.session_id, w.started_at, device_name(w.device), w.campaign,
        w.language, p.certain_person, p.probable_person, p.possible_person
    from web_session as w
    inner join source as s on s.source_id = w.source_id
    inner join person_of as p on p.touchpoint_key = w.session_key
    where is_listed(filter -> 'is' -> 'source', s.name, true)
        and not is_listed(filter -> 'not' -> 'source', s.name, false)
        and is_listed(filter -> 'is' -> 'device', device_name(w.device), true)
        and not is_listed(filter -> 'not' -> 'device', device_name(w.device), false)
        and is_listed(filter -> 'is' -> 'campaign', w.campaign, true)
        and not is_listed(filter -> 'not' -> 'campaign', w.campaign, false)
        and is_listed(filter -> 'is' -> 'language', w.language, true)
        and not is_listed(filter -> 'not' -> 'language', w.language, false)
$$;
