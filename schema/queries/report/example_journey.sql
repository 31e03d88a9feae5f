-- answers: One journey that shows several channels, to draw.
-- grain:   one row a step, in time order

with varied as (
    select journey_id, min(started_at) as started_at
    from journey_step
    group by journey_id
    having count(*) between 3 and 12
    order by count(distinct channel) desc, min(started_at), journey_id
    limit 1
)

select
    j.channel,
    extract(epoch from j.started_at)::double precision as started_at,
    coalesce(extract(epoch from j.ended_at - j.started_at), 0)::double precision as seconds,
    case j.channel
        when 'web' then coalesce(substr(entry.url, strpos(entry.url, '/')), 'visit')
        when 'conversion' then coalesce(v.goal, 'conversion')
        else coalesce(c.queue, j.channel) || ', ' || replace(c.outcome, '_', ' ')
    end as label
from journey_step as j
inner join varied on varied.journey_id = j.journey_id
left join contact as c on c.contact_key = j.touchpoint_key
left join web_session as w on w.session_key = j.touchpoint_key
left join page as entry on entry.page_id = w.entry_page_id
left join conversion as v on v.conversion_key = j.touchpoint_key
order by j.step;
