-- Which contact came back, and after which one. Costs nothing on a large database: no table
-- changes.

-- Inbound contacts that can begin a repeat or be one.
create function repeat_contact(certainty text)
returns table (
    contact_key uuid, channel text, person_id uuid, certain_person uuid, probable_person uuid,
    probability real, started_at timestamptz, closed_at timestamptz, is_handled boolean,
    chain_id text, record text
)
language sql stable as $$
    select
        c.contact_key,
        c.channel,
        person_at(certainty, p.certain_person, p.probable_person, p.possible_person),
        p.certain_person,
        p.probable_person,
        p.probability,
        c.started_at,
        greatest(c.started_at, coalesce(c.ended_at, c.last_human_at, c.started_at)),
        c.outcome = 'handled',
        c.chain_id,
        s.name || ':' || c.contact_id
    from contact as c
    inner join source as s on s.source_id = c.source_id
    inner join person_of as p on p.touchpoint_key = c.contact_key
    where p.channel in ('chat', 'voice')
        and c.direction = 'inbound'
        and c.outcome not in ('short_abandon', 'invite_ignored', 'open')
$$;

-- Repeats: each contact with the latest handled contact of the same person that ended before it.
create function repeat_pair(certainty text, repeat_window interval, handover_window interval)
returns table (
    first_key uuid, next_key uuid, person_id uuid, basis text, probability numeric,
    gap interval, is_handover boolean
)
language sql stable rows 100000 set enable_nestloop = off set jit = off as $$
with edge as (
    -- Starts and ends of one person in one order; at the same moment a start comes first, since
    -- the other contact has to end before it.
    select c.*, c.started_at as at, false as is_end from repeat_contact(certainty) as c
    union all
    select c.*, c.closed_at, true from repeat_contact(certainty) as c
),

swept as (
    select
        edge.*,
        count(*) filter (where is_end and is_handled) over before as handled_ends,
        case channel
            when 'chat' then max(at) filter (where is_end and channel = 'chat') over before
            else max(at) filter (where is_end and channel = 'voice') over before
        end as same_channel_end
    from edge
    window before as (
        partition by person_id order by at, is_end, record rows unbounded preceding
    )
),

pair as (
    select
        one.contact_key as first_key,
        next.contact_key as next_key,
        one.channel as first_channel,
        next.channel as next_channel,
        next.person_id,
        case
            when one.certain_person = next.certain_person then 'certain'
            when one.probable_person = next.probable_person then 'probable'
            else 'possible'
        end as basis,
        one.probability as one_probability,
        next.probability as next_probability,
        next.started_at - one.closed_at as gap
    from swept as next
    inner join swept as one
        on one.person_id = next.person_id and one.handled_ends = next.handled_ends
        and one.is_end and one.is_handled
    where not next.is_end
        -- Under five minutes after one of the same channel it is a reconnect, not a repeat.
        and (next.same_channel_end is null
            or next.started_at - next.same_channel_end >= interval '5 minutes')
        and next.started_at - one.closed_at <= repeat_window
        and coalesce(one.chain_id <> next.chain_id, true)
)

select
    pair.first_key,
    pair.next_key,
    pair.person_id,
    pair.basis,
    pair_probability(pair.basis, pair.one_probability, pair.next_probability),
    pair.gap,
    handover.chat_key is not null
from pair
left join chat_call(certainty, handover_window) as handover
    on handover.chat_key = pair.first_key and handover.call_key = pair.next_key
    and handover.superseded_by is null
where handover.kind is distinct from 'transfer'
$$;

-- Handled contacts; `is_latest` where no handled reconnect follows, so that a contact of several
-- calls counts once.
create function repeat_first(certainty text)
returns table (contact_key uuid, person_id uuid, closed_at timestamptz, is_latest boolean)
language sql stable rows 200000 set enable_nestloop = off set jit = off as $$
    select
        c.contact_key,
        c.person_id,
        c.closed_at,
        coalesce(
            lead(c.started_at) over turn <= c.closed_at
            or lead(c.started_at) over turn - c.closed_at >= interval '5 minutes', true)
    from repeat_contact(certainty) as c
    where c.is_handled
    window turn as (partition by c.person_id, c.channel order by c.started_at, c.record)
$$;
