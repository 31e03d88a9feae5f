-- Feeds as one shape: what every copy of a row is compared with when it comes again.
-- Costs nothing on a large database: no table changes.

-- How a feed's values travel from the file to its table: as text, in the order of its columns.
-- Times are microseconds since 1970, numbers have no trailing zeros, and a personal value carries
-- its keyed hash behind it.
create function moment_of(microseconds text) returns timestamptz
language sql immutable parallel safe as $$
    select timestamptz 'epoch' + microseconds::bigint * interval '1 microsecond'
$$;

create function microseconds_of(moment timestamptz) returns text
language sql stable parallel safe as $$
    select (extract(epoch from moment) * 1000000)::bigint::text
$$;

create function personal_of(plain text, hash uuid) returns text
language sql immutable parallel safe as $$
    select plain || E'\x1f' || replace(hash::text, '-', '')
$$;

create function plain_of(personal text) returns text
language sql immutable parallel safe as $$ select left(personal, -33) $$;

create function hash_of(personal text) returns uuid
language sql immutable parallel safe as $$ select right(personal, 32)::uuid $$;

create function identifier_text(identifier uuid) returns text
language sql immutable parallel safe as $$ select replace(identifier::text, '-', '') $$;

-- Every stored row of every feed in that form: what a copy that comes again is compared with.
create view journey_pii.feed_content as
select
    'number_pool' as feed, row_key, version,
    array[
        identifier_text(number), identifier_text(visitor), microseconds_of(valid_from),
        microseconds_of(valid_to)
    ] as fields
from number_pool
union all
select
    'surveys', row_key, version,
    array[
        contact_source, contact_id, kind, scale, trim_scale(score)::text,
        personal_of((
            select t.value from journey_pii.feed_text as t
            where t.row_key = s.row_key and t.field = 'comment'
        ), comment),
        microseconds_of(asked_at), microseconds_of(answered_at), csat::text, nps::text
    ]
from survey as s
union all
select
    'agents', row_key, version,
    array[
        personal_of((
            select t.value from journey_pii.feed_text as t
            where t.row_key = a.row_key and t.field = 'person'
        ), person),
        source, agent_id,
        personal_of((
            select t.value from journey_pii.feed_text as t
            where t.row_key = a.row_key and t.field = 'name'
        ), name),
        team, site, vendor, skills, microseconds_of(valid_from), microseconds_of(valid_to)
    ]
from agent as a
union all
select
    'agent_state', row_key, version,
    array[
        source, agent_id, state, microseconds_of(valid_from), microseconds_of(valid_to),
        max_chats::text
    ]
from agent_state
union all
select
    'calendar', row_key, version,
    array[
        site, queue, channel, kind, microseconds_of(valid_from), microseconds_of(valid_to), label
    ]
from calendar
union all
select
    'costs', row_key, version,
    array[
        channel, team, trim_scale(rate_per_hour)::text, trim_scale(line_rate_per_minute)::text,
        currency, microseconds_of(valid_from), microseconds_of(valid_to)
    ]
from cost
union all
select
    'segments', row_key, version,
    array[
        identifier_text(account), segment, microseconds_of(valid_from), microseconds_of(valid_to)
    ]
from segment
union all
select
    'experiments', row_key, version,
    array[identifier_text(visitor), experiment, variant, microseconds_of(assigned_at)]
from experiment
union all
select
    'invites', row_key, version,
    array[
        identifier_text(visitor), microseconds_of(shown_at), page, microseconds_of(accepted_at),
        microseconds_of(dismissed_at)
    ]
from invite
union all
select
    'reviews', row_key, version,
    array[
        review_id, contact_source, contact_id,
        personal_of((
            select t.value from journey_pii.feed_text as t
            where t.row_key = r.row_key and t.field = 'reviewer'
        ), reviewer),
        grid_version, element, trim_scale(score)::text,
        personal_of((
            select t.value from journey_pii.feed_text as t
            where t.row_key = r.row_key and t.field = 'note'
        ), note),
        microseconds_of(reviewed_at)
    ]
from review as r;
