-- title:   Channels of a source
-- answers: Does the source hold contacts of another channel than its own?
-- grain:   the command tag counts new channels
-- param:   $1 source_id

insert into source_channel (source_id, channel)
select distinct s.source_id, f.channel
from fold_leg as f
join source as s on s.source_id = $1::smallint and s.channel <> f.channel
order by s.source_id, f.channel
on conflict do nothing;
