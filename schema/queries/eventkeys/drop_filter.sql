-- title:   Filter over the event keys of a source, to be replaced
-- answers: Which pieces are gone, and which runs does the new one know? All that there are.
-- grain:   the command tag counts the runs
-- param:   $1 source_id

with emptied as (
    delete from event_key_filter where source_id = $1::smallint
)
update event_key_run set is_filtered = true
where source_id = $1::smallint and not is_filtered;
