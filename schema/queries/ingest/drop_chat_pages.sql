-- title:   Pages of chats that are replaced
-- answers: Which stored pages belong to a version that a higher one replaces as a whole?
-- grain:   the command tag counts rows that stay as versions
-- param:   $1 run_id
-- param:   $2 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with gone as (
    delete from chat_page as p
    using replaced_record as r
    where p.contact_key = r.record_key
    returning p.*
)
insert into chat_page_version
select $1::integer, gone.*
from gone
where run_id <= $2::integer;
