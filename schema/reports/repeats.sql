-- title:      Repeat contacts
-- answers:    Who has to come back, and after which contact?
-- grain:      one row per group of handled contacts
-- date:       end of the earlier contact
-- param:      $1 filter jsonb, what selects the earlier contacts
-- param:      $2 certainty
-- param:      $3 window, from the end of the earlier contact to the start of the next
-- param:      $4 since, inclusive
-- param:      $5 until, exclusive
-- param:      $6 zone, for hour, weekday, day, week and month
-- param:      $7 denominator, linkable or all
-- param:      $8 handover_window
-- dimension:  page first.page
-- dimension:  page_group first.page_group
-- dimension:  queue first.queue
-- dimension:  topic first.topic
-- dimension:  agent first.agent
-- dimension:  hour local.hour
-- dimension:  weekday local.weekday
-- dimension:  day local.day
-- dimension:  week local.week
-- dimension:  month local.month
-- dimension:  source first.source
-- dimension:  brand first.brand
-- dimension:  initiated_by first.initiated_by
-- dimension:  device first.device
-- dimension:  campaign first.campaign
-- dimension:  language first.language
-- dimension:  outcome first.outcome
-- dimension:  channel first.channel
-- column:     contacts count, handled inbound contacts; reconnects under 5 minutes count once
-- column:     pending count, their window has not ended in all chat and voice data: in no rate
-- column:     matured count, the others
-- column:     linkable count, of these with an identifier
-- column:     linked_share rate, linkable ÷ matured
-- column:     denominator count, linkable or matured as chosen
-- column:     repeated count, of the denominator: the same person came back
-- column:     rate rate, repeated ÷ denominator
-- column:     repeated_apart count, repeated other than by a handover alone
-- column:     rate_apart rate, repeated_apart ÷ denominator
-- column:     repeats count, contacts that came back, of the denominator
-- column:     handovers count, of the repeats: a call that took over a chat
-- column:     same_topic count, of the repeats: both topics mapped and equal
-- column:     unknown_topic count, of the repeats: a topic missing or not mapped
-- column:     same_channel count, of the repeats
-- column:     median_gap_seconds seconds, end of the earlier to start of the next
-- column:     p90_gap_seconds seconds, nine of ten are shorter
-- rate:       rate repeated denominator
-- rate:       rate_apart repeated_apart denominator
-- linked:     linkable matured
-- sort:       rate_low desc
-- default:    queue
-- detail:     repeats-detail
-- definition: A repeat is an inbound contact and the latest handled inbound contact of the same
-- definition: person that ended before it, the second starting within the window after the end
-- definition: of the first. It belongs to the earlier contact. rate = handled contacts that were
-- definition: followed by a repeat ÷ handled contacts whose window has ended in all chat and voice
-- definition: sources and whose person has an identifier. The same channel again under 5 minutes
-- definition: is a reconnect and merged. Outbound calls, calls of unknown direction, calls given up
-- definition: within seconds and ignored invitations are out. A handover is a repeat, shown with
-- definition: and without; a transfer is one contact. Intervals: Wilson at 95 %, with the effective
-- definition: number of persons.

with pair as (
    select
        pair.*,
        case
            when one.mapped_topic is null or next.mapped_topic is null then 'unknown'
            when one.mapped_topic = next.mapped_topic then 'same'
            else 'other'
        end as topic_relation,
        one.channel = next.channel as is_same_channel
    from repeat_pair($2, $3::interval, $8::interval) as pair
    inner join contact_fact as one on one.contact_key = pair.first_key
    inner join contact_fact as next on next.contact_key = pair.next_key
),

paired as (
    select
        first_key,
        count(*) as repeats,
        count(*) filter (where is_handover) as handovers,
        count(*) filter (where topic_relation = 'same') as same_topic,
        count(*) filter (where topic_relation = 'unknown') as unknown_topic,
        count(*) filter (where is_same_channel) as same_channel
    from pair
    group by first_key
),

contact_in_range as (
    select
        coalesce({by_1}, '') as by_1,
        coalesce({by_2}, '') as by_2,
        coalesce({by_3}, '') as by_3,
        handled.contact_key,
        handled.person_id,
        coalesce(
            handled.closed_at + $3::interval
                <= (select complete_through(array['chat', 'voice'])), false
        ) as is_matured,
        first.basis <> 'alone' as is_linkable,
        coalesce(paired.repeats, 0) as repeats,
        coalesce(paired.handovers, 0) as handovers,
        coalesce(paired.same_topic, 0) as same_topic,
        coalesce(paired.unknown_topic, 0) as unknown_topic,
        coalesce(paired.same_channel, 0) as same_channel
    from repeat_first($2) as handled
    inner join selected_contact($1::jsonb) as first on first.contact_key = handled.contact_key
    cross join lateral calendar_of(first.started_at, $6) as local
    left join paired on paired.first_key = handled.contact_key
    where (handled.is_latest or paired.first_key is not null)
        and ($4::timestamptz is null or handled.closed_at >= $4::timestamptz)
        and ($5::timestamptz is null or handled.closed_at < $5::timestamptz)
),

judged as (
    select
        c.*, is_matured and (is_linkable or $7 = 'all') as is_base
    from contact_in_range as c
),

person as (
    select
        by_1, by_2, by_3, person_id,
        count(*) filter (where is_base) as trials,
        count(*) filter (where is_base and repeats > 0) as repeated,
        count(*) filter (where is_base and repeats > handovers) as apart
    from judged
    group by person_id, by_1, by_2, by_3
),

person_sum as (
    select
        by_1, by_2, by_3,
        count(*) filter (where trials > 0) as persons,
        sum(trials * trials) as trials_squared,
        sum(repeated * repeated) as rate_squared,
        sum(repeated * trials) as rate_times_trials,
        sum(apart * apart) as rate_apart_squared,
        sum(apart * trials) as rate_apart_times_trials
    from person
    group by by_1, by_2, by_3
),

gap as (
    select
        by_1, by_2, by_3,
        percentile_cont(0.5) within group (order by extract(epoch from gap)::double precision)
            as median_gap_seconds,
        percentile_cont(0.9) within group (order by extract(epoch from gap)::double precision)
            as p90_gap_seconds
    from judged
    inner join pair on pair.first_key = judged.contact_key
    where is_base
    group by by_1, by_2, by_3
),

grouped as (
    select
        by_1, by_2, by_3,
        count(*) as contacts,
        count(*) filter (where not is_matured) as pending,
        count(*) filter (where is_matured) as matured,
        count(*) filter (where is_matured and is_linkable) as linkable,
        count(*) filter (where is_base) as denominator,
        count(*) filter (where is_base and repeats > 0) as repeated,
        count(*) filter (where is_base and repeats > handovers) as repeated_apart,
        coalesce(sum(repeats) filter (where is_base), 0) as repeats,
        coalesce(sum(handovers) filter (where is_base), 0) as handovers,
        coalesce(sum(same_topic) filter (where is_base), 0) as same_topic,
        coalesce(sum(unknown_topic) filter (where is_base), 0) as unknown_topic,
        coalesce(sum(same_channel) filter (where is_base), 0) as same_channel
    from judged
    group by by_1, by_2, by_3
)

select
    g.by_1, g.by_2, g.by_3,
    g.contacts, g.pending, g.matured, g.linkable,
    g.linkable::double precision / nullif(g.matured, 0) as linked_share,
    g.denominator, g.repeated, null as rate, g.repeated_apart, null as rate_apart,
    g.repeats, g.handovers, g.same_topic, g.unknown_topic, g.same_channel,
    gap.median_gap_seconds, gap.p90_gap_seconds,
    s.persons, s.trials_squared, s.rate_squared, s.rate_times_trials,
    s.rate_apart_squared, s.rate_apart_times_trials
from grouped as g
inner join person_sum as s on s.by_1 = g.by_1 and s.by_2 = g.by_2 and s.by_3 = g.by_3
left join gap on gap.by_1 = g.by_1 and gap.by_2 = g.by_2 and gap.by_3 = g.by_3
order by g.by_1 collate "C", g.by_2 collate "C", g.by_3 collate "C";
