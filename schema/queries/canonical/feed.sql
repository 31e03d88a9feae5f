-- title:   Feeds
-- answers: What do the company's own feeds say?
-- grain:   one row a row of a feed
-- rules:   of a value about a person only whether there is one; visitors, numbers and accounts are
--          called after their earliest evidence, staff after the first of their logins, reviewers
--          after the first of their reviews

select row_to_json(r)::text as line
from (
    select
        'feed' as row, 'number_pool' as feed, s.name as source, utc_text(f.version) as version,
        n.name as number, v.name as visitor, utc_text(f.valid_from) as valid_from,
        utc_text(f.valid_to) as valid_to
    from number_pool as f
    inner join source as s on s.source_id = f.source_id
    left join identifier_name as n on n.identifier = f.number
    left join identifier_name as v on v.identifier = f.visitor
) as r
union all
select row_to_json(r)::text
from (
    select
        'feed' as row, 'surveys' as feed, s.name as source, utc_text(f.version) as version,
        f.contact_source, f.contact_id, f.kind, f.scale, f.score,
        f.comment is not null as has_comment, utc_text(f.asked_at) as asked_at,
        utc_text(f.answered_at) as answered_at, f.csat, f.nps
    from survey as f
    inner join source as s on s.source_id = f.source_id
) as r
union all
select row_to_json(r)::text
from (
    select
        'feed' as row, 'agents' as feed, s.name as source, utc_text(f.version) as version,
        min(f.source || ':' || f.agent_id) over (partition by f.person) as person,
        f.source as system, f.agent_id, f.name is not null as has_name, f.team, f.site, f.vendor,
        f.skills, utc_text(f.valid_from) as valid_from, utc_text(f.valid_to) as valid_to
    from agent as f
    inner join source as s on s.source_id = f.source_id
) as r
union all
select row_to_json(r)::text
from (
    select
        'feed' as row, 'agent_state' as feed, s.name as source, utc_text(f.version) as version,
        f.source as system, f.agent_id, f.state, utc_text(f.valid_from) as valid_from,
        utc_text(f.valid_to) as valid_to, f.max_chats
    from agent_state as f
    inner join source as s on s.source_id = f.source_id
) as r
union all
select row_to_json(r)::text
from (
    select
        'feed' as row, 'calendar' as feed, s.name as source, utc_text(f.version) as version,
        f.site, f.queue, f.channel, f.kind, utc_text(f.valid_from) as valid_from,
        utc_text(f.valid_to) as valid_to, f.label
    from calendar as f
    inner join source as s on s.source_id = f.source_id
) as r
union all
select row_to_json(r)::text
from (
    select
        'feed' as row, 'costs' as feed, s.name as source, utc_text(f.version) as version,
        f.channel, f.team, f.rate_per_hour, f.line_rate_per_minute, f.currency,
        utc_text(f.valid_from) as valid_from, utc_text(f.valid_to) as valid_to
    from cost as f
    inner join source as s on s.source_id = f.source_id
) as r
union all
select row_to_json(r)::text
from (
    select
        'feed' as row, 'segments' as feed, s.name as source, utc_text(f.version) as version,
        a.name as account, f.segment, utc_text(f.valid_from) as valid_from,
        utc_text(f.valid_to) as valid_to
    from segment as f
    inner join source as s on s.source_id = f.source_id
    left join identifier_name as a on a.identifier = f.account
) as r
union all
select row_to_json(r)::text
from (
    select
        'feed' as row, 'experiments' as feed, s.name as source, utc_text(f.version) as version,
        v.name as visitor, f.experiment, f.variant, utc_text(f.assigned_at) as assigned_at
    from experiment as f
    inner join source as s on s.source_id = f.source_id
    left join identifier_name as v on v.identifier = f.visitor
) as r
union all
select row_to_json(r)::text
from (
    select
        'feed' as row, 'invites' as feed, s.name as source, utc_text(f.version) as version,
        v.name as visitor, utc_text(f.shown_at) as shown_at, f.page,
        utc_text(f.accepted_at) as accepted_at, utc_text(f.dismissed_at) as dismissed_at
    from invite as f
    inner join source as s on s.source_id = f.source_id
    left join identifier_name as v on v.identifier = f.visitor
) as r
union all
select row_to_json(r)::text
from (
    select
        'feed' as row, 'reviews' as feed, s.name as source, utc_text(f.version) as version,
        f.review_id, f.contact_source, f.contact_id,
        min(f.review_id) over (partition by f.reviewer) as reviewer, f.grid_version, f.element,
        f.score, f.note is not null as has_note, utc_text(f.reviewed_at) as reviewed_at
    from review as f
    inner join source as s on s.source_id = f.source_id
) as r
