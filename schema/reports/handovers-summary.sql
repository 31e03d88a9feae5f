-- title:      Handovers from chat to voice
-- answers:    Of all chats, how many led to a call, and how hard is the evidence?
-- grain:      one row a step of the ladder
-- date:       start of the chat
-- param:      $1 filter jsonb, what selects the chats
-- param:      $2 certainty
-- param:      $3 window, from the last human message of the chat to the start of the call
-- param:      $4 since, inclusive
-- param:      $5 until, exclusive
-- param:      $6 denominator, linkable or all
-- column:     step text, the ladder from all chats down to each kind
-- column:     chats count, chats on this step
-- column:     denominator count, what the rate is of; empty where there is no rate
-- column:     rate rate, chats ÷ denominator
-- column:     median_gap_seconds seconds, last human message to call
-- column:     p90_gap_seconds seconds, nine of ten are shorter
-- aside:      uncounted more handovers are in no rate: only a call tells their customer's number.
-- rate:       rate chats denominator
-- of:         handovers

with chat as (
    select
        person_at($2, chat.certain_person, chat.probable_person, chat.possible_person)
            as person_id,
        chat.outcome = 'handled' as is_handled,
        coalesce(
            chat.said_at + $3::interval <= (select complete_through(array['voice'])), false
        ) as is_matured,
        handover.kind,
        extract(epoch from handover.gap)::double precision as gap_seconds,
        handover.superseded_by is not null as is_superseded,
        call.outcome = 'short_abandon' as is_attempt
    from selected_contact($1::jsonb) as chat
    left join chat_call($2, $3::interval) as handover on handover.chat_key = chat.contact_key
    left join contact as call on call.contact_key = handover.call_key
    where chat.channel = 'chat'
        and chat.outcome <> 'invite_ignored'
        and ($4::timestamptz is null or chat.started_at >= $4::timestamptz)
        and ($5::timestamptz is null or chat.started_at < $5::timestamptz)
),

judged as (
    select
        chat.person_id,
        is_matured,
        is_handled,
        is_superseded,
        is_attempt,
        holder.person_id is not null as is_linkable,
        holder.person_id is not null or $6 = 'all' as is_counted,
        is_matured and is_handled and (holder.person_id is not null or $6 = 'all') as is_base,
        case when kind is not null and not is_superseded then kind end as kind,
        gap_seconds
    from chat
    left join holding_person($2, array[3]::smallint[], 'voice') as holder
        on holder.person_id = chat.person_id
),

-- One row a chat and step it stands on.
standing as (
    select step.ordinal, judged.person_id, judged.gap_seconds
    from judged
    cross join lateral (
        values
        (1, true),
        (2, not is_matured),
        (3, is_matured),
        (4, is_matured and is_handled),
        (5, is_matured and is_handled and is_linkable),
        (6, is_base and kind is not null and not is_attempt),
        (7, is_base and kind = 'transfer' and not is_attempt),
        (8, is_base and kind = 'instructed' and not is_attempt),
        (9, is_base and kind = 'token' and not is_attempt),
        (10, is_base and kind = 'inferred' and not is_attempt),
        (11, is_base and kind = 'coincident' and not is_attempt),
        (12, is_matured and is_counted and not is_handled and kind is not null
            and not is_attempt),
        (13, is_matured and is_counted and kind is not null and is_attempt),
        (14, is_matured and is_superseded),
        (15, is_matured and is_handled and not is_counted and not is_attempt
            and kind is not null)
    ) as step (ordinal, is_here)
    where step.is_here
),

trial as (
    select person_id, count(*) as trials from judged where is_base group by person_id
),

trial_sum as (
    select
        count(*) as persons,
        coalesce(sum(trials), 0) as trials,
        sum(trials * trials) as trials_squared
    from trial
),

success as (
    select ordinal, person_id, count(*) as chats from standing group by ordinal, person_id
),

success_sum as (
    select
        success.ordinal,
        sum(chats) as chats,
        sum(chats * chats) as rate_squared,
        sum(chats * trials) as rate_times_trials
    from success
    left join trial on trial.person_id = success.person_id
    group by success.ordinal
),

gap as (
    select
        ordinal,
        percentile_cont(0.5) within group (order by gap_seconds) as median_gap_seconds,
        percentile_cont(0.9) within group (order by gap_seconds) as p90_gap_seconds
    from standing
    where ordinal between 6 and 11
    group by ordinal
),

step (ordinal, step) as (
    values
    (1, 'offered'), (2, 'pending'), (3, 'matured'), (4, 'handled'), (5, 'linkable'),
    (6, 'handover'), (7, 'transfer'), (8, 'instructed'), (9, 'token'), (10, 'inferred'),
    (11, 'coincident'), (12, 'after_missed'), (13, 'attempted'), (14, 'superseded')
)

select
    step.step,
    coalesce(s.chats, 0) as chats,
    case when step.ordinal between 6 and 11 then t.trials end as denominator,
    null as rate,
    gap.median_gap_seconds,
    gap.p90_gap_seconds,
    case when step.ordinal = 6 then coalesce(uncounted.chats, 0) end as uncounted,
    t.persons,
    t.trials_squared,
    coalesce(s.rate_squared, 0) as rate_squared,
    coalesce(s.rate_times_trials, 0) as rate_times_trials
from step
cross join trial_sum as t
left join success_sum as s on s.ordinal = step.ordinal
left join success_sum as uncounted on uncounted.ordinal = 15
left join gap on gap.ordinal = step.ordinal
order by step.ordinal;
