-- title:   Numbers of pages
-- answers: Which number does each of these pages have?
-- grain:   one row a page
-- param:   $1 pages after the page rules

select p.page_id, p.url
from page as p
where p.url = any ($1::text[])
order by p.url;
