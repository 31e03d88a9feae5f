-- answers: Which browser alone, of those of one source, saw every page that a chat lists, at its
--          time? A chat whose own browser id the site knows needs none.
-- param:   $1 how far two clocks may lie apart, interval
-- param:   $2 fewest distinct pages that tell one visitor from another

insert into new_match (touchpoint_key, identifier, role, ordinal, seen_at)
with trail as (
    select p.contact_key, count(*) as entries
    from matched_anew as m
    join chat_page as p on p.contact_key = m.touchpoint_key
    where not exists (
        select from evidence as e
        join web_session as s on s.browser = e.identifier
        where e.touchpoint_key = m.touchpoint_key and e.kind = 4 and e.role = 1
    )
    group by p.contact_key
    having count(distinct p.page_id) >= $2
),
-- One row for each span of time that a view of the page can lie in.
page_span as (
    select
        p.contact_key, t.entries, p.page_id, p.seen_at,
        date_bin($1::interval, p.seen_at, 'epoch') + n * $1::interval as span
    from trail as t
    join chat_page as p on p.contact_key = t.contact_key
    cross join generate_series(-1, 1) as n
),
fit as (
    select p.contact_key, w.source_id, w.browser
    from page_span as p
    join web_event as w
        on w.page_id = p.page_id
        and date_bin($1::interval, w.occurred_at, 'epoch') = p.span
    where w.kind = 1 and not w.is_bot and not w.is_server_side
        and w.occurred_at >= p.seen_at - $1::interval
        and w.occurred_at <= p.seen_at + $1::interval
        and w.occurred_at >= (select min(seen_at) from page_span) - $1::interval
        and w.occurred_at <= (select max(seen_at) from page_span) + $1::interval
    group by p.contact_key, w.source_id, w.browser, p.entries
    having count(distinct (p.seen_at, p.page_id)) = p.entries
),
alone as (
    select contact_key, source_id, (array_agg(browser))[1] as browser
    from fit
    group by contact_key, source_id
    having count(*) = 1
)
select
    a.contact_key, a.browser, 6,
    row_number() over (partition by a.contact_key order by min(s.name collate "C")) - 1,
    c.started_at
from alone as a
join source as s on s.source_id = a.source_id
join contact as c on c.contact_key = a.contact_key
group by a.contact_key, a.browser, c.started_at;
