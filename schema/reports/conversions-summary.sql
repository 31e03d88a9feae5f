-- title:      Chat-attributed conversions
-- answers:    How many orders follow a chat, and what do the attribution models give chats?
-- grain:      one row a model and currency
-- date:       conversion time
-- param:      $1 filter jsonb, what selects the chats
-- param:      $2 certainty
-- param:      $3 lookback, from the start of the chat to the conversion
-- param:      $4 since, inclusive
-- param:      $5 until, exclusive
-- param:      $6 models, the chosen ones, else all
-- param:      $7 denominator, linkable or all
-- column:     model text, how a conversion is shared out over the touches before it
-- column:     currency text, amounts of different currencies are never added
-- column:     conversions count, all that were not cancelled, refunded or failed
-- column:     linkable count, of these whose person is known beyond conversions
-- column:     linked_share rate, linkable ÷ conversions
-- column:     denominator count, linkable or all conversions as chosen
-- column:     after_chat count, of the denominator: a handled chat in the look-back
-- column:     rate rate, after_chat ÷ denominator
-- column:     credit number, what chats get by the model; by any, conversions with a chat
-- column:     amount amount, of all conversions, net of refunds
-- column:     amount_credited amount, what chats get of it by the model
-- note:       After, not because of: no figure here says what would have happened without the chat.
-- rate:       rate after_chat denominator
-- linked:     linkable conversions
-- of:         conversions

with chosen (ordinal, model) as (
    select ordinality, model from unnest($6::text[]) with ordinality as chosen (model, ordinality)
),

converted as (
    select
        v.*, person_at($2, v.certain_person, v.probable_person, v.possible_person) as person_id
    from conversion_fact as v
    where ($4::timestamptz is null or v.converted_at >= $4::timestamptz)
        and ($5::timestamptz is null or v.converted_at < $5::timestamptz)
),

credited as materialized (
    select
        touch.conversion_key,
        touch.model,
        case when touch.model = 'any' then max(touch.credit) else sum(touch.credit) end as credit
    from conversion_touch($2, $3::interval, $6::text[]) as touch
    inner join selected_contact($1::jsonb) as chat on chat.contact_key = touch.touch_key
    where touch.touch_channel = 'chat'
    group by touch.conversion_key, touch.model
),

judged as (
    select
        converted.conversion_key,
        converted.person_id,
        converted.currency,
        converted.amount,
        holder.person_id is not null as is_linkable,
        holder.person_id is not null or $7 = 'all' as is_base,
        touched.conversion_key is not null as is_touched
    from converted
    left join holding_person($2, array[1, 2, 3, 6]::smallint[], 'conversion') as holder
        on holder.person_id = converted.person_id
    left join (select distinct conversion_key from credited) as touched
        on touched.conversion_key = converted.conversion_key
),

person as (
    select
        currency,
        person_id,
        count(*) as conversions,
        count(*) filter (where is_linkable) as linkable,
        count(*) filter (where is_base) as trials,
        count(*) filter (where is_base and is_touched) as touched,
        sum(amount) as amount
    from judged
    group by currency, person_id
),

total as (
    select
        currency,
        sum(conversions) as conversions,
        sum(linkable) as linkable,
        sum(trials) as denominator,
        sum(touched) as after_chat,
        sum(amount) as amount,
        count(*) filter (where trials > 0) as persons,
        sum(trials * trials) as trials_squared,
        sum(touched * touched) as rate_squared,
        sum(touched * trials) as rate_times_trials
    from person
    group by currency
),

by_model as (
    select
        credited.model,
        judged.currency,
        sum(credited.credit) as credit,
        sum(credited.credit * judged.amount) as amount_credited
    from credited
    inner join judged on judged.conversion_key = credited.conversion_key
    where judged.is_base
    group by credited.model, judged.currency
)

select
    chosen.model,
    total.currency,
    total.conversions,
    total.linkable,
    total.linkable::double precision / nullif(total.conversions, 0) as linked_share,
    total.denominator,
    total.after_chat,
    null as rate,
    trim_scale(round(coalesce(m.credit, 0), 3)) as credit,
    round(total.amount, 2) as amount,
    round(coalesce(m.amount_credited, 0), 2) as amount_credited,
    total.persons,
    total.trials_squared,
    total.rate_squared,
    total.rate_times_trials
from chosen
cross join total
left join by_model as m on m.model = chosen.model and m.currency = total.currency
order by total.currency, chosen.ordinal;
