-- title:      Repeat contacts
-- answers:    How many contacts are followed by another of the same customer, and how soon?
-- grain:      one row a window and channel relation
-- date:       end of the earlier contact
-- param:      $1 filter jsonb, what selects the earlier contacts
-- param:      $2 certainty
-- param:      $3 since, inclusive
-- param:      $4 until, exclusive
-- param:      $5 denominator, linkable or all
-- param:      $6 handover_window
-- column:     window text, longest time from the end of one contact to the start of the next
-- column:     channels text, any, same, other: whether both contacts share their channel
-- column:     contacts count, handled inbound contacts; reconnects under 5 minutes count once
-- column:     pending count, their window has not ended in all chat and voice data: in no rate
-- column:     denominator count, contacts that the rate is of
-- column:     repeated count, of the denominator: the same person came back
-- column:     rate rate, repeated ÷ denominator
-- column:     repeated_apart count, repeated other than by a handover alone
-- column:     rate_apart rate, repeated_apart ÷ denominator
-- column:     median_gap_seconds seconds, end of the earlier to start of the next
-- rate:       rate repeated denominator
-- rate:       rate_apart repeated_apart denominator
-- of:         repeats

with span (ordinal, label, length) as (
    values
    (1, '24h', interval '24 hours'), (2, '72h', interval '72 hours'),
    (3, '7d', interval '168 hours'), (4, '30d', interval '720 hours')
),

relation (ordinal, channels) as (values (1, 'any'), (2, 'same'), (3, 'other')),

handled as materialized (
    select
        handled.contact_key,
        handled.person_id,
        handled.closed_at,
        first.channel,
        first.basis <> 'alone' or $5 = 'all' as is_counted,
        handled.is_latest
    from repeat_first($2) as handled
    inner join selected_contact($1::jsonb) as first on first.contact_key = handled.contact_key
    where ($3::timestamptz is null or handled.closed_at >= $3::timestamptz)
        and ($4::timestamptz is null or handled.closed_at < $4::timestamptz)
),

pair as materialized (
    select
        handled.contact_key,
        handled.person_id,
        handled.closed_at,
        handled.is_counted,
        pair.gap,
        pair.is_handover,
        handled.channel = next.channel as is_same_channel
    from repeat_pair($2, interval '720 hours', $6::interval) as pair
    inner join handled on handled.contact_key = pair.first_key
    inner join contact as next on next.contact_key = pair.next_key
),

base as (
    select * from handled
    where is_latest or contact_key in (select pair.contact_key from pair)
),

person_trial as (
    select
        span.ordinal as span,
        base.person_id,
        count(*) as contacts,
        count(*) filter (where is_matured) as matured,
        count(*) filter (where is_matured and is_counted) as trials
    from base
    cross join span
    cross join lateral (
        select coalesce(
            base.closed_at + span.length <= (select complete_through(array['chat', 'voice'])),
            false) as is_matured
    ) as ripe
    group by span.ordinal, base.person_id
),

trial_sum as (
    select
        span,
        sum(contacts) as contacts,
        sum(matured) as matured,
        sum(trials) as trials,
        count(*) filter (where trials > 0) as persons,
        sum(trials * trials) as trials_squared
    from person_trial
    group by span
),

hit as (
    select
        span.ordinal as span,
        relation.ordinal as relation,
        pair.person_id,
        pair.contact_key,
        min(pair.gap) as gap,
        bool_or(not pair.is_handover) as is_apart
    from pair
    cross join span
    cross join relation
    where pair.is_counted
        and pair.gap <= span.length
        and pair.closed_at + span.length <= (select complete_through(array['chat', 'voice']))
        and (relation.ordinal = 1 or pair.is_same_channel = (relation.ordinal = 2))
    group by span.ordinal, relation.ordinal, pair.person_id, pair.contact_key
),

person_hit as (
    select
        span, relation, person_id,
        count(*) as repeated,
        count(*) filter (where is_apart) as apart
    from hit
    group by span, relation, person_id
),

hit_sum as (
    select
        h.span,
        h.relation,
        sum(repeated) as repeated,
        sum(apart) as repeated_apart,
        sum(repeated * repeated) as rate_squared,
        sum(repeated * t.trials) as rate_times_trials,
        sum(apart * apart) as rate_apart_squared,
        sum(apart * t.trials) as rate_apart_times_trials
    from person_hit as h
    inner join person_trial as t on t.span = h.span and t.person_id = h.person_id
    group by h.span, h.relation
),

middle as (
    select
        span, relation,
        percentile_cont(0.5) within group (order by extract(epoch from gap)::double precision)
            as median_gap_seconds
    from hit
    group by span, relation
)

select
    span.label as "window",
    relation.channels,
    coalesce(t.contacts, 0) as contacts,
    coalesce(t.contacts - t.matured, 0) as pending,
    coalesce(t.trials, 0) as denominator,
    coalesce(h.repeated, 0) as repeated,
    null as rate,
    coalesce(h.repeated_apart, 0) as repeated_apart,
    null as rate_apart,
    m.median_gap_seconds,
    coalesce(t.persons, 0) as persons,
    coalesce(t.trials_squared, 0) as trials_squared,
    coalesce(h.rate_squared, 0) as rate_squared,
    coalesce(h.rate_times_trials, 0) as rate_times_trials,
    coalesce(h.rate_apart_squared, 0) as rate_apart_squared,
    coalesce(h.rate_apart_times_trials, 0) as rate_apart_times_trials
from span
cross join relation
left join trial_sum as t on t.span = span.ordinal
left join hit_sum as h on h.span = span.ordinal and h.relation = relation.ordinal
left join middle as m on m.span = span.ordinal and m.relation = relation.ordinal
order by span.ordinal, relation.ordinal;
