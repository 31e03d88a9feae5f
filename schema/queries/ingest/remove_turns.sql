-- title:   Turns that are replaced
-- answers: Which stored turns give way to those of a staged copy? Those that it repeats stay.
-- grain:   the command tag counts texts
-- param:   $1 run_id
-- param:   $2 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with gone as (
    delete from chat_turn as t
    using turn_choice as c, journey_pii.turn_text as x
    where t.contact_key = c.contact_key
        and x.contact_key = t.contact_key
        and x.ordinal = t.ordinal
        and not exists (
            select
            from stage_turn as s
            where s.record = c.record
                and s.contact_key = t.contact_key
                and s.ordinal = t.ordinal
                and s.at = t.at
                and s.author = t.author
                and s.agent is not distinct from t.agent
                and s.text = x.text
        )
    returning t.*
),
kept as (
    insert into chat_turn_version
    select $1::integer, gone.*
    from gone
    where run_id <= $2::integer
),
kept_text as (
    insert into journey_pii.turn_text_version
    select $1::integer, x.*
    from gone
    join journey_pii.turn_text as x using (contact_key, ordinal)
    where gone.run_id <= $2::integer
)
delete from journey_pii.turn_text as x
using gone
where x.contact_key = gone.contact_key and x.ordinal = gone.ordinal;
