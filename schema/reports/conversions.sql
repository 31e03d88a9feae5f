-- title:      Chat-attributed conversions
-- answers:    Which chats do orders follow, and how much of them do they get?
-- grain:      one row per group of handled chats, model and currency
-- date:       conversion time; of the chats, their start
-- param:      $1 filter jsonb, what selects the chats
-- param:      $2 certainty
-- param:      $3 lookback, from the start of the chat to the conversion
-- param:      $4 since, inclusive
-- param:      $5 until, exclusive
-- param:      $6 zone, for hour, weekday, day, week and month
-- param:      $7 denominator, linkable or all
-- param:      $8 models
-- dimension:  page chat.page
-- dimension:  page_group chat.page_group
-- dimension:  queue chat.queue
-- dimension:  topic chat.topic
-- dimension:  agent chat.agent
-- dimension:  hour local.hour
-- dimension:  weekday local.weekday
-- dimension:  day local.day
-- dimension:  week local.week
-- dimension:  month local.month
-- dimension:  source chat.source
-- dimension:  brand chat.brand
-- dimension:  initiated_by chat.initiated_by
-- dimension:  device chat.device
-- dimension:  campaign chat.campaign
-- dimension:  language chat.language
-- column:     chats count, handled chats begun in the period
-- column:     pending count, their look-back has not ended in the conversion data: in no rate
-- column:     matured count, the others
-- column:     linkable count, of these whose person is known beyond conversions
-- column:     linked_share rate, linkable ÷ matured
-- column:     denominator count, linkable or matured as chosen
-- column:     converted count, of the denominator: a conversion followed
-- column:     rate rate, converted ÷ denominator
-- column:     model text, how a conversion is shared out over the touches before it
-- column:     currency text, amounts of different currencies are never added
-- column:     conversions count, in the period, with a chat of this group in the look-back
-- column:     credit number, what these chats get of them by the model
-- column:     amount_credited amount, net of refunds
-- note:       After, not because of: no figure here says what would have happened without the chat.
-- rate:       rate converted denominator
-- linked:     linkable matured
-- sort:       rate_low desc
-- default:    queue
-- detail:     exports/conversions
-- definition: A chat-attributed conversion is one by a person with a handled chat begun within the
-- definition: look-back before it; chats still open count. Cancelled, refunded and failed orders do
-- definition: not count; amounts are net of refunds and never added over currencies. The path of a
-- definition: conversion are handled chats, handled inbound calls and sessions a campaign brought;
-- definition: credits of one conversion add up to 1 over it. last, first: all to that touch.
-- definition: linear: equal parts. position: 40/20/40, two touches 50/50. j: 20/20/60, two 25/75.
-- definition: time_decay: halved each 7 days. any is a count, not a share: each chat gets 1, and a
-- definition: group or total gets 1 for every conversion with any of its chats. An order taken by
-- definition: telephone credits the last call before it (all models but any). rate = chats followed by a conversion within the look-back ÷
-- definition: handled chats whose look-back has ended and whose person holds an account, e-mail,
-- definition: telephone or order number from something other than a conversion. After, not because
-- definition: of: no report here says what would have happened without the chat.

with converted_chat as (
    select distinct touch_key
    from conversion_touch($2, $3::interval, array['any'])
    where touch_channel = 'chat'
),

chat as (
    select
        coalesce({by_1}, '') as by_1,
        coalesce({by_2}, '') as by_2,
        coalesce({by_3}, '') as by_3,
        chat.contact_key,
        person_at($2, chat.certain_person, chat.probable_person, chat.possible_person)
            as person_id,
        ($4::timestamptz is null or chat.started_at >= $4::timestamptz)
            and ($5::timestamptz is null or chat.started_at < $5::timestamptz) as is_in_range,
        coalesce(
            chat.started_at + $3::interval <= (select complete_through(array['conversion'])),
            false
        ) as is_matured,
        converted.touch_key is not null as is_converted
    from selected_contact($1::jsonb) as chat
    cross join lateral calendar_of(chat.started_at, $6) as local
    left join converted_chat as converted on converted.touch_key = chat.contact_key
    where chat.channel = 'chat' and chat.outcome = 'handled' and chat.direction = 'inbound'
),

judged as (
    select
        chat.*,
        holder.person_id is not null as is_linkable,
        is_matured and (holder.person_id is not null or $7 = 'all') as is_base
    from chat
    left join holding_person($2, array[1, 2, 3, 6]::smallint[], 'conversion') as holder
        on holder.person_id = chat.person_id
    where is_in_range
),

person as (
    select
        by_1, by_2, by_3, person_id,
        count(*) as chats,
        count(*) filter (where is_matured) as matured,
        count(*) filter (where is_matured and is_linkable) as linkable,
        count(*) filter (where is_base) as trials,
        count(*) filter (where is_base and is_converted) as converted
    from judged
    group by person_id, by_1, by_2, by_3
),

grouped as (
    select
        by_1, by_2, by_3,
        sum(chats) as chats,
        sum(matured) as matured,
        sum(linkable) as linkable,
        sum(trials) as denominator,
        sum(converted) as converted,
        count(*) filter (where trials > 0) as persons,
        sum(trials * trials) as trials_squared,
        sum(converted * converted) as rate_squared,
        sum(converted * trials) as rate_times_trials
    from person
    group by by_1, by_2, by_3
),

-- A conversion with several chats of a group counts once by any; its shares are added.
share as (
    select
        by_1, by_2, by_3,
        touch.model,
        touch.conversion_key,
        case when touch.model = 'any' then max(touch.credit) else sum(touch.credit) end as credit
    from conversion_touch($2, $3::interval, $8::text[]) as touch
    inner join chat on chat.contact_key = touch.touch_key
    group by by_1, by_2, by_3, touch.model, touch.conversion_key
),

credited as (
    select
        by_1, by_2, by_3,
        share.model,
        v.currency,
        count(*) as conversions,
        sum(share.credit) as credit,
        sum(share.credit * v.amount) as amount_credited
    from share
    inner join conversion_fact as v on v.conversion_key = share.conversion_key
    where ($4::timestamptz is null or v.converted_at >= $4::timestamptz)
        and ($5::timestamptz is null or v.converted_at < $5::timestamptz)
    group by by_1, by_2, by_3, share.model, v.currency
),

grouped_by_model as (
    select grouped.*, chosen.model
    from grouped
    cross join unnest($8::text[]) as chosen (model)
)

select
    by_1, by_2, by_3,
    coalesce(g.chats, 0) as chats,
    coalesce(g.chats - g.matured, 0) as pending,
    coalesce(g.matured, 0) as matured,
    coalesce(g.linkable, 0) as linkable,
    g.linkable::double precision / nullif(g.matured, 0) as linked_share,
    coalesce(g.denominator, 0) as denominator,
    coalesce(g.converted, 0) as converted,
    null as rate,
    model,
    c.currency,
    coalesce(c.conversions, 0) as conversions,
    trim_scale(round(coalesce(c.credit, 0), 3)) as credit,
    round(c.amount_credited, 2) as amount_credited,
    coalesce(g.persons, 0) as persons,
    coalesce(g.trials_squared, 0) as trials_squared,
    coalesce(g.rate_squared, 0) as rate_squared,
    coalesce(g.rate_times_trials, 0) as rate_times_trials
from grouped_by_model as g
full join credited as c using (by_1, by_2, by_3, model)
order by
    by_1 collate "C", by_2 collate "C", by_3 collate "C",
    array_position($8::text[], model), c.currency;
