-- title:      Handovers from chat to voice
-- answers:    Where do customers call after they chatted, and how do we know?
-- grain:      one row per group of offered chats
-- date:       start of the chat
-- param:      $1 filter jsonb, what selects the chats
-- param:      $2 certainty
-- param:      $3 window, from the last human message of the chat to the start of the call
-- param:      $4 since, inclusive
-- param:      $5 until, exclusive
-- param:      $6 zone, for hour, weekday, day, week and month
-- param:      $7 denominator, linkable or all
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
-- dimension:  outcome chat.outcome
-- dimension:  kind handover.kind
-- dimension:  call_queue call.queue
-- column:     chats count, offered chats
-- column:     pending count, their window has not ended in the voice data: in no rate
-- column:     handled count, matured chats that a human answered
-- column:     linkable count, of these with an identifier that calls record
-- column:     linked_share rate, linkable ÷ handled
-- column:     denominator count, linkable or handled chats as chosen
-- column:     handovers count, of the denominator: a call followed, not cut short
-- column:     rate rate, handovers ÷ denominator
-- column:     hotspots count, handovers without the coincident ones
-- column:     hotspot_rate rate, hotspots ÷ denominator
-- column:     transfer count, the platform moved it
-- column:     instructed count, the agent asked to call or gave a number
-- column:     token count, a code or number given in the chat was used
-- column:     inferred count, topics equal or unknown
-- column:     coincident count, topics differ
-- column:     after_missed count, calls after matured chats that no human answered
-- column:     attempted count, the call was given up within seconds
-- column:     superseded count, their call belongs to another chat
-- column:     median_gap_seconds seconds, last human message to call, of the handovers
-- column:     p90_gap_seconds seconds, nine of ten are shorter
-- aside:      uncounted more handovers are in no rate: only a call tells their customer's number.
-- rate:       rate handovers denominator
-- rate:       hotspot_rate hotspots denominator
-- linked:     linkable handled
-- sort:       hotspot_rate_low desc
-- default:    queue
-- detail:     exports/handovers
-- definition: A chat proposes the first inbound call of the same person that starts after the chat
-- definition: began and at most the window after its last human message (a call-back of that very
-- definition: chat counts too). A call that several chats propose goes to the hardest kind, then
-- definition: the latest chat start, then the record name; the others are superseded.
-- definition: rate = handovers ÷ handled chats whose window has ended in all voice sources and
-- definition: whose person holds a telephone number from something other than a call.
-- definition: Kinds, hardest first: transfer, instructed, token, inferred, coincident; hotspots
-- definition: leave out the last. Calls after chats that nobody answered are after_missed and
-- definition: never added. Intervals: Wilson at 95 %, with the effective number of persons.

with chat as (
    select
        coalesce({by_1}, '') as by_1,
        coalesce({by_2}, '') as by_2,
        coalesce({by_3}, '') as by_3,
        person_at($2, chat.certain_person, chat.probable_person, chat.possible_person)
            as person_id,
        chat.outcome = 'handled' as is_handled,
        coalesce(
            chat.said_at + $3::interval <= (select complete_through(array['voice'])), false
        ) as is_matured,
        handover.kind,
        handover.gap,
        handover.superseded_by is not null as is_superseded,
        call.outcome = 'short_abandon' as is_attempt
    from selected_contact($1::jsonb) as chat
    cross join lateral calendar_of(chat.started_at, $6) as local
    left join chat_call($2, $3::interval) as handover on handover.chat_key = chat.contact_key
    left join contact as call on call.contact_key = handover.call_key
    where chat.channel = 'chat'
        and chat.outcome <> 'invite_ignored'
        and ($4::timestamptz is null or chat.started_at >= $4::timestamptz)
        and ($5::timestamptz is null or chat.started_at < $5::timestamptz)
),

judged as (
    select
        chat.*,
        holder.person_id is not null as is_linkable,
        is_handled and is_matured and (holder.person_id is not null or $7 = 'all') as is_base,
        kind is not null and not is_superseded and not is_attempt as is_called
    from chat
    left join holding_person($2, array[3]::smallint[], 'voice') as holder
        on holder.person_id = chat.person_id
),

person as (
    select
        by_1, by_2, by_3, person_id,
        count(*) filter (where is_base) as trials,
        count(*) filter (where is_base and is_called) as called,
        count(*) filter (where is_base and is_called and kind <> 'coincident') as hot
    from judged
    group by person_id, by_1, by_2, by_3
),

person_sum as (
    select
        by_1, by_2, by_3,
        count(*) filter (where trials > 0) as persons,
        sum(trials * trials) as trials_squared,
        sum(called * called) as rate_squared,
        sum(called * trials) as rate_times_trials,
        sum(hot * hot) as hotspot_rate_squared,
        sum(hot * trials) as hotspot_rate_times_trials
    from person
    group by by_1, by_2, by_3
),

grouped as (
    select
        by_1, by_2, by_3,
        count(*) as chats,
        count(*) filter (where not is_matured) as pending,
        count(*) filter (where is_matured and is_handled) as handled,
        count(*) filter (where is_matured and is_handled and is_linkable) as linkable,
        count(*) filter (where is_base) as denominator,
        count(*) filter (where is_base and is_called) as handovers,
        count(*) filter (where is_base and is_called and kind <> 'coincident') as hotspots,
        count(*) filter (where is_base and is_called and kind = 'transfer') as transfer,
        count(*) filter (where is_base and is_called and kind = 'instructed') as instructed,
        count(*) filter (where is_base and is_called and kind = 'token') as token,
        count(*) filter (where is_base and is_called and kind = 'inferred') as inferred,
        count(*) filter (where is_base and is_called and kind = 'coincident') as coincident,
        count(*) filter (
            where is_matured and not is_handled and is_called and (is_linkable or $7 = 'all')
        ) as after_missed,
        count(*) filter (
            where is_matured and is_attempt and not is_superseded
                and (is_linkable or $7 = 'all')
        ) as attempted,
        count(*) filter (where is_matured and is_superseded) as superseded,
        count(*) filter (where is_matured and is_handled and is_called and not is_base)
            as uncounted,
        percentile_cont(0.5) within group (order by extract(epoch from gap)::double precision)
            filter (where is_base and is_called) as median_gap_seconds,
        percentile_cont(0.9) within group (order by extract(epoch from gap)::double precision)
            filter (where is_base and is_called) as p90_gap_seconds
    from judged
    group by by_1, by_2, by_3
)

select
    g.by_1, g.by_2, g.by_3,
    g.chats, g.pending, g.handled, g.linkable,
    g.linkable::double precision / nullif(g.handled, 0) as linked_share,
    g.denominator, g.handovers, null as rate, g.hotspots, null as hotspot_rate,
    g.transfer, g.instructed, g.token, g.inferred, g.coincident,
    g.after_missed, g.attempted, g.superseded, g.median_gap_seconds, g.p90_gap_seconds,
    g.uncounted, s.persons, s.trials_squared, s.rate_squared, s.rate_times_trials,
    s.hotspot_rate_squared, s.hotspot_rate_times_trials
from grouped as g
inner join person_sum as s
    on s.by_1 = g.by_1 and s.by_2 = g.by_2 and s.by_3 = g.by_3
order by g.by_1 collate "C", g.by_2 collate "C", g.by_3 collate "C";
