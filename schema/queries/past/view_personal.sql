-- Personal values are read where they stand. What a hash or a row of a feed stands for never changes; a
-- message may, and its text goes with it.

drop table {shadow}_pii.identifier_value cascade;
create view {shadow}_pii.identifier_value as select * from journey_pii.identifier_value;

drop table {shadow}_pii.feed_text cascade;
create view {shadow}_pii.feed_text as select * from journey_pii.feed_text;

drop table {shadow}_pii.turn_text cascade;
create view {shadow}_pii.turn_text as
select contact_key, ordinal, x.text
from journey.chat_turn as t
join journey_pii.turn_text as x using (contact_key, ordinal)
where t.run_id <= {through}
union all
select contact_key, ordinal, x.text
from journey.chat_turn_version as t
join journey_pii.turn_text_version as x using (superseded_by, contact_key, ordinal)
where t.run_id <= {through} and t.superseded_by > {through};
