-- Which call followed which chat, and how sure it is. The large functions of the reports are
-- planned alone and without nested loops: the planner misjudges joins on persons by orders of
-- magnitude.
-- Costs two indexes on a large database; they hold only what a record handed out or somebody typed.

-- Serves the kind of a handover: tokens and ids given in a chat.
create index evidence_handed_out on evidence (touchpoint_key) where role in (2, 3)
    and not on_web_event;
-- Serves call-backs: contacts that quote an id another one issued.
create index evidence_contact_id on evidence (identifier) where kind = 9;

-- Persons who hold an identifier of these kinds from evidence of other channels than `outcome`.
-- Values that many owners share (verdict generic) hold nobody.
create function holding_person(certainty text, kinds smallint[], outcome text)
returns table (person_id uuid)
language sql stable rows 100000 set enable_nestloop = off set jit = off as $$
    select distinct person_at(certainty, p.certain_person, p.probable_person, p.possible_person)
    from touchpoint_evidence as e
    inner join person_of as p on p.touchpoint_key = e.touchpoint_key
    left join identifier_verdict as v
        on v.identifier = e.identifier and v.verdict = 'generic'
    where e.kind = any (kinds)
        and e.role in (1, 2, 5)
        and p.channel <> outcome
        and v.identifier is null
$$;

-- How sure it is that two touchpoints are one person: certain = 1; below that the weaker of the
-- two, and where neither says less than 1 the least that its class allows.
create function pair_probability(basis text, one real, other real) returns numeric
language sql immutable parallel safe as $$
    select case
        when basis = 'certain' then 1
        when least(one, other) < 1 then round(least(one, other)::numeric, 4)
        when basis = 'probable' then 0.9
        else 0.5
    end
$$;

-- Chats and the call each proposes, with why, and which chat the call went to.
-- `said_at` is the last human message of the chat; the gap may be negative.
create function chat_call(certainty text, handover_window interval)
returns table (
    chat_key uuid, call_key uuid, person_id uuid, kind text, basis text, probability numeric,
    gap interval, superseded_by uuid
)
language sql stable rows 100000 set enable_nestloop = off set jit = off as $$
with party as materialized (
    select
        c.contact_key,
        c.channel,
        c.direction,
        c.started_at,
        coalesce(c.last_human_at, c.ended_at, c.started_at) as said_at,
        s.name || ':' || c.contact_id as record,
        c.chain_id,
        c.asked_to_call,
        person_at(certainty, p.certain_person, p.probable_person, p.possible_person) as person_id,
        p.certain_person,
        p.probable_person,
        p.probability
    from contact as c
    inner join source as s on s.source_id = c.source_id
    inner join person_of as p on p.touchpoint_key = c.contact_key
    where p.channel in ('chat', 'voice')
        and (c.channel = 'chat' and c.outcome <> 'invite_ignored'
            or c.channel = 'voice' and c.direction in ('inbound', 'outbound'))
),

candidate as (
    select chat.contact_key as chat_key, call.contact_key as call_key
    from party as chat
    inner join party as call on call.person_id = chat.person_id
    where chat.channel = 'chat'
        and call.channel = 'voice'
        and call.direction = 'inbound'
        and call.started_at > chat.started_at
        and call.started_at <= chat.said_at + handover_window
    union all
    select chat.contact_key, call.contact_key
    from party as chat
    inner join evidence as given
        on given.touchpoint_key = chat.contact_key and given.role in (2, 3)
        and not given.on_web_event
    inner join evidence as used on used.identifier = given.identifier and used.kind = 9
    inner join party as call
        on call.contact_key = used.touchpoint_key and call.person_id = chat.person_id
    where chat.channel = 'chat'
        and given.kind = 9
        and given.role = 3
        and call.channel = 'voice'
        and call.direction = 'outbound'
        and call.started_at > chat.started_at
        and call.started_at <= chat.said_at + handover_window
),

proposal as (
    select distinct on (chat.contact_key)
        chat.contact_key as chat_key,
        call.contact_key as call_key,
        chat.person_id,
        chat.record as chat_record,
        chat.started_at as chat_started_at,
        chat.asked_to_call,
        call.started_at - chat.said_at as gap,
        coalesce(chat.chain_id = call.chain_id, false) as is_chained,
        case
            when chat.certain_person = call.certain_person then 'certain'
            when chat.probable_person = call.probable_person then 'probable'
            else 'possible'
        end as basis,
        chat.probability as chat_probability,
        call.probability as call_probability
    from candidate
    inner join party as chat on chat.contact_key = candidate.chat_key
    inner join party as call on call.contact_key = candidate.call_key
    order by chat.contact_key, call.started_at, call.record
),

shared as (
    select
        proposal.chat_key,
        bool_or(given.kind = 9) as is_transfer,
        bool_or(given.kind <> 9) as is_token
    from proposal
    inner join evidence as given
        on given.touchpoint_key = proposal.chat_key and given.role in (2, 3)
        and not given.on_web_event
        and (given.kind, given.role) in ((9, 3), (3, 2), (7, 3))
    inner join evidence as used
        on used.touchpoint_key = proposal.call_key and used.identifier = given.identifier
        and not used.on_web_event
        and (used.kind <> 9 or used.role = 4)
    group by proposal.chat_key
),

ranked as (
    select
        proposal.*,
        case
            when proposal.is_chained or shared.is_transfer then 1
            when proposal.asked_to_call then 2
            when shared.is_token then 3
            when chat.mapped_topic <> call.mapped_topic then 5
            else 4
        end as rung
    from proposal
    left join shared on shared.chat_key = proposal.chat_key
    inner join contact_fact as chat on chat.contact_key = proposal.chat_key
    inner join contact_fact as call on call.contact_key = proposal.call_key
),

assigned as (
    select
        ranked.*,
        first_value(chat_key) over (
            partition by call_key order by rung, chat_started_at desc, chat_record
        ) as winner
    from ranked
)

select
    chat_key,
    call_key,
    person_id,
    (array['transfer', 'instructed', 'token', 'inferred', 'coincident'])[rung],
    basis,
    pair_probability(basis, chat_probability, call_probability),
    gap,
    case when winner <> chat_key then winner end
from assigned
$$;
