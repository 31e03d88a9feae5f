-- title:   New pages
-- answers: Which of these pages were never seen?
-- grain:   one row a page
-- param:   $1 pages after the page rules
-- param:   $2 their groups

insert into page (url, page_group)
select g.url, g.page_group
from unnest($1::text[], $2::text[]) as g (url, page_group)
order by g.url collate "C"
on conflict (url) do nothing;
