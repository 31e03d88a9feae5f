-- title:      Pages that trigger chats
-- answers:    On which pages do visitors start to chat more often than elsewhere?
-- grain:      one row a page, or a group of tracked sessions
-- date:       start of the session; of untracked chats, their start
-- param:      $1 chat_filter jsonb, what selects the chats
-- param:      $2 session_filter jsonb, what selects the sessions
-- param:      $3 certainty
-- param:      $4 since, inclusive
-- param:      $5 until, exclusive
-- param:      $6 zone, for hour, weekday, day, week and month
-- param:      $7 page_role, trigger or began
-- param:      $8 entry_pages, pages that hand their chats to the page before
-- param:      $9 page, which pages are shown
-- param:      $10 not_page, which pages are not shown
-- param:      $11 initiated_any, whether chats that an invitation began count too
-- dimension:  page place.url
-- dimension:  page_group place.page_group
-- dimension:  hour local.hour
-- dimension:  weekday local.weekday
-- dimension:  day local.day
-- dimension:  week local.week
-- dimension:  month local.month
-- dimension:  source session.source
-- dimension:  device session.device
-- dimension:  campaign session.campaign
-- dimension:  language session.language
-- column:     sessions count, tracked sessions that viewed the page
-- column:     chats count, of these: a chat that the customer began there
-- column:     rate rate, chats ÷ sessions
-- column:     views count, page views
-- column:     per_1000_views number, chats per 1,000 page views
-- column:     baseline rate, chats ÷ sessions of the whole page group
-- column:     excess_chats number, chats − sessions × baseline
-- column:     proactive count, sessions in which a chat began there by invitation or trigger
-- column:     untracked_chats count, chats begun there without a tracked session: in no rate
-- rate:       rate chats sessions
-- excess:     excess_chats chats sessions rate baseline
-- sort:       excess_chats_low desc
-- default:    page
-- detail:     trigger-pages-detail
-- note:       All tracked sessions count, as no feed says yet when chat was offered.
-- definition: rate = tracked sessions in which a chat began on the page ÷ tracked sessions that
-- definition: viewed it. Without widget events or chat hours all sessions count, whether chat was
-- definition: offered or not. The page of a chat is its own, else the last view of the same session
-- definition: within 30 minutes. Entry pages (contact, help, support) hand their chats to the page
-- definition: before, unless --page-role began. Chats by invitation stand apart, as do chats
-- definition: without a tracked session. excess_chats = chats − sessions × rate of the page group;
-- definition: the order is by its lower bound. Intervals: Wilson at 95 %, with the effective number
-- definition: of persons.

with session as (
    select
        s.*,
        person_at($3, s.certain_person, s.probable_person, s.possible_person) as person_id
    from selected_session($2::jsonb) as s
    where ($4::timestamptz is null or s.started_at >= $4::timestamptz)
        and ($5::timestamptz is null or s.started_at < $5::timestamptz)
),

chat as materialized (
    select * from chat_place($1::jsonb, $7, $8)
),

-- Where chats began, once a session and page.
started as (
    select
        session_key,
        page_id,
        bool_or(not is_proactive or $11::boolean) as is_chat,
        bool_or(is_proactive) as is_proactive
    from chat
    where session_key is not null and page_id is not null
    group by session_key, page_id
),

visit as (
    select
        session_key,
        page_id,
        coalesce(seen.views, 0) as views,
        coalesce(started.is_chat, false) as is_chat,
        coalesce(started.is_proactive, false) as is_proactive
    from session_page as seen
    full join started using (session_key, page_id)
),

session_group as (
    select
        coalesce({by_1}, '') as by_1,
        coalesce({by_2}, '') as by_2,
        coalesce({by_3}, '') as by_3,
        session.session_key,
        session.person_id,
        min(place.page_group) as page_group,
        max(place.page_group) as last_group,
        bool_or(visit.is_chat) as is_chat,
        bool_or(visit.is_proactive) as is_proactive,
        sum(visit.views) as views
    from session
    inner join visit on visit.session_key = session.session_key
    inner join page as place on place.page_id = visit.page_id
    cross join lateral calendar_of(session.started_at, $6) as local
    where ($9::text is null or place.url ~ $9)
        and ($10::text is null or place.url !~ $10)
    -- Keys before texts: sorting by them is far cheaper.
    group by session.person_id, session.session_key, 1, 2, 3
),

person as (
    select
        by_1, by_2, by_3, person_id,
        min(page_group) as page_group,
        max(last_group) as last_group,
        count(*) as sessions,
        count(*) filter (where is_chat) as chats,
        count(*) filter (where is_proactive) as proactive,
        sum(views) as views
    from session_group
    group by person_id, by_1, by_2, by_3
),

untracked as (
    select
        coalesce({by_1}, '') as by_1,
        coalesce({by_2}, '') as by_2,
        coalesce({by_3}, '') as by_3,
        count(*) as untracked_chats
    from chat
    cross join (
        select null::text as source, null::text as device, null::text as campaign,
            null::text as language
    ) as session
    left join page as place on place.page_id = chat.page_id
    cross join lateral calendar_of(chat.started_at, $6) as local
    where chat.session_key is null
        and (not chat.is_proactive or $11::boolean)
        and ($9::text is null or coalesce(place.url, '') ~ $9)
        and ($10::text is null or coalesce(place.url, '') !~ $10)
        and ($4::timestamptz is null or chat.started_at >= $4::timestamptz)
        and ($5::timestamptz is null or chat.started_at < $5::timestamptz)
    group by 1, 2, 3
),

grouped as (
    select
        by_1, by_2, by_3,
        case when min(page_group) = max(last_group) then min(page_group) end as page_group,
        sum(sessions) as sessions,
        sum(chats) as chats,
        sum(proactive) as proactive,
        sum(views) as views,
        count(*) as persons,
        sum(sessions * sessions) as trials_squared,
        sum(chats * chats) as rate_squared,
        sum(chats * sessions) as rate_times_trials
    from person
    group by by_1, by_2, by_3
)

select
    by_1, by_2, by_3,
    coalesce(g.sessions, 0) as sessions,
    coalesce(g.chats, 0) as chats,
    null as rate,
    coalesce(g.views, 0) as views,
    round(1000 * g.chats / nullif(g.views, 0), 2) as per_1000_views,
    (sum(g.chats) over same_group)::double precision
        / nullif(sum(g.sessions) over same_group, 0) as baseline,
    null as excess_chats,
    coalesce(g.proactive, 0) as proactive,
    coalesce(u.untracked_chats, 0) as untracked_chats,
    coalesce(g.persons, 0) as persons,
    coalesce(g.trials_squared, 0) as trials_squared,
    coalesce(g.rate_squared, 0) as rate_squared,
    coalesce(g.rate_times_trials, 0) as rate_times_trials
from grouped as g
full join untracked as u using (by_1, by_2, by_3)
window same_group as (partition by g.page_group)
order by by_1 collate "C", by_2 collate "C", by_3 collate "C";
