-- title:   Pages that visitors of chats saw
-- answers: Which pages of chats are new? Their chats have changed, and the copies that brought
--          them are no duplicates after all.
-- grain:   the command tag counts these copies
-- rules:   the union of all copies
-- param:   $1 run_id
-- param:   $2 file_id

with staged as (
    select contact_key, seen_at, page_id, min(record) as record, min(line) as line
    from stage_chat_page as s
    where not exists (
        select from superseded_copy as o
        where o.record = s.record and o.record_key = s.contact_key
    )
    group by contact_key, seen_at, page_id
),
added as (
    insert into chat_page (contact_key, seen_at, page_id, run_id, file_id, line)
    select contact_key, seen_at, page_id, $1::integer, $2::integer, line
    from staged
    order by contact_key, seen_at, page_id
    on conflict do nothing
    returning contact_key, seen_at, page_id
),
bringer as (
    select distinct s.record, s.contact_key
    from staged as s
    join added as a using (contact_key, seen_at, page_id)
),
touched as (
    update contact as c
    set run_id = $1::integer
    from (select distinct contact_key from added) as a
    where c.contact_key = a.contact_key and c.run_id <> $1::integer
)
update part_outcome as o
set class = 2
from bringer as b
where o.record = b.record and o.record_key = b.contact_key and o.class = 3;
