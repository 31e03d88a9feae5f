-- title:   Pages of chats that are replaced
-- answers: Which stored pages belong to a version that a higher one replaces as a whole?
-- grain:   the command tag counts rows

delete from chat_page as p
using replaced_record as r
where p.contact_key = r.record_key;
