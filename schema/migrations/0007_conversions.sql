-- What each touch before a conversion gets of it. Costs nothing on a large database: no table
-- changes.

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
-- `any` and `time_decay` are settled by conversion_touch.
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
-- credits of one conversion add up to exactly 1 for each model but `any`, which counts: 1 for
-- every chat, 0 for all else.
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
            when chosen.model = 'any' then (channel = 'chat')::integer
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
        case when model = 'any' then weight else round(weight / sum(weight) over whole, 6) end
            as credit,
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
    trim_scale(credit + case when rank_of_weight = 1 and model <> 'any'
        then 1 - sum(credit) over (partition by conversion_key, model) else 0 end)
from shared
$$;
