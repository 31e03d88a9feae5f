-- answers: What did one person do, in order of time?
-- param:   $1 person id
select
    utc_text(date_trunc('second', t.started_at)) as at,
    t.channel,
    s.name || ':' || t.record_id as record,
    coalesce(c.page, entry.url) as page,
    c.queue,
    c.agent,
    coalesce(c.outcome, v.status) as outcome,
    case
        when t.channel = 'conversion' then trim_scale(v.amount) || ' ' || v.currency
        when t.channel = 'web' then w.page_views || ' pages'
        else extract(epoch from date_trunc('second', t.ended_at - t.started_at))::bigint || ' s'
    end as extent,
    p.basis
from person_of as p
join touchpoint as t on t.touchpoint_key = p.touchpoint_key
join source as s on s.source_id = t.source_id
left join contact_fact as c on c.contact_key = t.touchpoint_key
left join conversion as v on v.conversion_key = t.touchpoint_key
left join web_session as w on w.session_key = t.touchpoint_key
left join page as entry on entry.page_id = w.entry_page_id
where p.probable_person = $1::uuid
order by t.started_at, s.name, t.record_id;
