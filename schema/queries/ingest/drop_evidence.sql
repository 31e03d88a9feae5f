-- title:   Evidence of versions that are replaced
-- answers: Which stored evidence belongs to a version that a higher one replaces as a whole?
-- grain:   the command tag counts rows

delete from evidence as e
using replaced_record as r
where e.record_key = r.record_key and not e.on_web_event;
