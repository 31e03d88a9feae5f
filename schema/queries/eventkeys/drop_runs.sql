-- title:   Runs of event keys that were merged
-- answers: Which runs are gone, because another holds their keys?
-- grain:   the command tag counts them
-- param:   $1 numbers of the runs

with emptied as (
    delete from event_key_chunk where key_run = any ($1::integer[])
)
delete from event_key_run where key_run = any ($1::integer[]);
