-- title:   Contacts whose turns come from this batch
-- answers: Which staged copy gives the turns of each contact that changed?
-- grain:   one row in turn_choice a contact; none where the stored turns stay

insert into turn_choice (contact_key, record)
select l.contact_key, min(f.record)
from fold_contact as l
join fold_contact as f
    on f.contact_key = l.contact_key and f.own_rank = l.turn_rank
    and f.version is not distinct from l.version
where l.is_last and l.is_changed
group by l.contact_key;
