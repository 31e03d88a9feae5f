-- answers: Which pages are there after the page rules, and how often were they viewed?
-- param:   $1 how many
select
    p.url as page,
    p.page_group,
    coalesce(v.views, 0) as views
from page as p
left join (
    select e.page_id, count(*) as views
    from web_event as e
    where e.kind = 1 and not e.is_bot
    group by e.page_id
) as v on v.page_id = p.page_id
order by views desc, p.url
limit $1;
