-- Legs of several feeds and channels in one contact: what a queue logs joins the call records of
-- the same switchboard, segments of a platform join by what they follow.
-- Costs nothing on a large table but the time to build three indexes that hold only legs which name
-- others; columns with a constant default are not written to the rows there are.

alter table contact_leg
    add column channel              text collate "C" not null default 'voice',
    add column version              timestamptz,
    -- entered, rang, connected or ended for an event of a queue; null for a leg.
    add column event                text collate "C",
    -- By which other legs refer to this one, where it is not the contact's own key.
    add column channel_key          uuid,
    -- The channel_key of a leg whose contact this one is part of.
    add column follows_key          uuid,
    -- contact_key as the leg itself states it, call_id being its text; set where the leg follows.
    add column stated_key           uuid,
    add column last_human_at        timestamptz,
    add column is_dropped           boolean not null default false,
    add column chain_id             text collate "C",
    add column transferred_to       text collate "C",
    add column is_transfer          boolean not null default false,
    add column wait_ms              bigint,
    add column first_response_ms    bigint,
    add column hold_ms              bigint,
    add column wrap_ms              bigint;

-- Serves the binding of legs: whom a leg follows.
create index contact_leg_channel on contact_leg (channel_key) where channel_key is not null;
-- Serve the binding of legs: who follows a leg that is new, or would without its true predecessor.
create index contact_leg_follows on contact_leg (follows_key) where follows_key is not null;
create index contact_leg_stated on contact_leg (stated_key) where stated_key is not null;

-- writer: ingest. Contacts that came apart because all their legs turned out to be of others: the
-- next stitch takes them out of what is derived.
create table contact_gone (
    contact_key         uuid primary key,
    run_id              integer not null
);

-- writer: ingest. Further channels of sources whose contacts are not all of one.
create table source_channel (
    source_id           smallint not null references source,
    channel             text collate "C" not null,
    constraint source_channel_key primary key (source_id, channel)
);

-- When the sources of some channels are all loaded; null before any of them is.
create or replace function complete_through(channels text[]) returns timestamptz
language sql stable as $$
    select case when count(*) = count(c.complete_through) then min(c.complete_through) end
    from source_complete as c
    where c.channel = any (channels)
        or exists (
            select from source_channel as f
            join source as s on s.source_id = f.source_id
            where s.name = c.source and f.channel = any (channels)
        )
$$;
