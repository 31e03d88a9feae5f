-- title:   Turns of the chosen copies
-- answers: Who wrote what, in which order?
-- grain:   one row a message in chat_turn, its text in journey_pii; none for those that stayed
-- param:   $1 run_id

with chosen as (
    select s.contact_key, s.ordinal, s.at, s.author, s.agent, s.text
    from stage_turn as s
    join turn_choice as c using (contact_key, record)
    order by s.contact_key, s.ordinal
),
added as (
    insert into chat_turn (contact_key, ordinal, at, author, agent, run_id)
    select contact_key, ordinal, at, author, agent, $1::integer from chosen
    on conflict (contact_key, ordinal) do nothing
)
insert into journey_pii.turn_text (contact_key, ordinal, text)
select contact_key, ordinal, text from chosen
on conflict (contact_key, ordinal) do nothing;
