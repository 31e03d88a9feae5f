-- title:   Turns that are replaced
-- answers: Which stored turns give way to those of a staged copy?
-- grain:   the command tag counts texts

with removed as (
    delete from chat_turn as t using turn_choice as c where t.contact_key = c.contact_key
)
delete from journey_pii.turn_text as t using turn_choice as c where t.contact_key = c.contact_key;
