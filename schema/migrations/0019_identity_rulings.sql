-- What the rules and people settle about single values, who stands alone, what customers typed, and
-- households. Costs nothing on a large database: every table is new or derived, a view changes, and
-- the check is not run over rows that the next stitch makes anew.

-- writer: rules allow, deny and forget. Append only: the newest decision about a value counts.
create table identifier_decision (
    decision_id         integer generated always as identity primary key,
    identifier          uuid not null,
    kind                smallint not null,
    ruling              text not null,
    author              text not null,
    reason              text,
    decided_at          timestamptz not null default clock_timestamp(),
    run_id              integer not null references run,
    constraint identifier_decision_known check (ruling in ('allow', 'deny', 'forget'))
);
-- Serves the search for the decision that counts.
create index identifier_decision_identifier on identifier_decision (identifier, decision_id);

-- The decision that counts for each value; none where it was taken back.
create view decision_in_force as
select decision_id, identifier, kind, ruling, author, reason, decided_at
from (
    select distinct on (identifier)
        decision_id, identifier, kind, ruling, author, reason, decided_at
    from identifier_decision
    order by identifier, decision_id desc
) as newest
where ruling <> 'forget';

-- writer: stitch. What the rules say of a value by what it is, whatever its evidence; a value of
-- which they say nothing has no row. same_as is the form that all its spellings share.
create table identifier_rule (
    identifier          uuid primary key,
    is_blocked          boolean not null,
    is_excluded         boolean not null,
    same_as             uuid,
    standing            text,
    reason              text,
    constraint identifier_rule_standing check (standing in ('allow', 'deny'))
);
-- Serves the step from a form to its spellings.
create index identifier_rule_same on identifier_rule (same_as) where same_as is not null;

-- writer: stitch. E-mail addresses and numbers that the feed of agents names.
create table agent_identifier (
    identifier          uuid primary key
);

-- writer: stitch. Records of employees, agents and test contacts: each stands alone.
create table excluded_touchpoint (
    touchpoint_key      uuid primary key,
    identifier          uuid not null,
    reason              text not null
);

-- writer: stitch. Numbers that a customer typed, found by the patterns of the rules.
create table typed_evidence (
    touchpoint_key      uuid not null,
    identifier          uuid not null,
    kind                smallint not null,
    ordinal             smallint not null,
    seen_at             timestamptz not null,
    constraint typed_evidence_key primary key (touchpoint_key, identifier)
);
-- Serves verdicts: all evidence of one value.
create index typed_evidence_identifier on typed_evidence (identifier);

-- writer: stitch. Sightings of a value that join nothing: it is shared by many, or nobody's then.
create table loose_sighting (
    touchpoint_key      uuid not null,
    identifier          uuid not null,
    role                smallint not null,
    seen_at             timestamptz,
    constraint loose_sighting_key primary key (touchpoint_key, identifier)
);
create index loose_sighting_identifier on loose_sighting (identifier);

-- writer: stitch. Persons who share a value that does not join them.
create table relation (
    identifier          uuid not null,
    slice               smallint not null,
    kind                text not null,
    value_kind          smallint not null,
    verdict             text not null,
    persons             uuid[] not null,
    since               timestamptz,
    constraint relation_key primary key (identifier, slice),
    constraint relation_known check (kind in ('household'))
);
-- Serves the page of one person.
create index relation_persons on relation using gin (persons);
-- Serves the search for values with refused links.
create index refused_link_identifier on refused_link (identifier);

alter table identifier_verdict drop constraint identifier_verdict_known;
alter table identifier_verdict add constraint identifier_verdict_known
    check (verdict in ('joins', 'generic', 'unissued', 'blocked')) not valid;

-- As before, with what customers typed. What leaves rows out stands outside the union, and the types
-- agree: only so the planner looks single records and values up by the indexes of the tables.
create or replace view touchpoint_evidence as
select
    e.touchpoint_key, e.record_key, e.identifier, e.role, e.kind, e.ordinal, e.seen_at, e.valid_to
from (
    select
        touchpoint_key, record_key, identifier, role, kind, ordinal, seen_at, valid_to,
        on_web_event
    from evidence
    union all
    select
        session_key, event_key, identifier, role, kind, ordinal, seen_at, null::timestamptz, false
    from session_evidence
    union all
    select
        touchpoint_key, touchpoint_key, identifier, 2::smallint, kind, ordinal, seen_at,
        null::timestamptz, false
    from typed_evidence
) as e
where not e.on_web_event;

create or replace view touchpoint as
select t.touchpoint_key, t.channel, t.source_id, t.record_id, t.started_at, t.ended_at
from (
    select
        session_key as touchpoint_key, 'web'::text as channel, source_id, session_id as record_id,
        started_at, ended_at, false as is_internal
    from web_session
    union all
    select
        contact_key, channel, source_id, contact_id, started_at, ended_at,
        direction = 'internal'
    from contact
    union all
    select
        conversion_key, 'conversion'::text, source_id, conversion_id, converted_at, converted_at,
        false
    from conversion
    union all
    select
        customer_key, 'master'::text, source_id, customer_id, seen_at, null::timestamptz, false
    from customer
) as t
where not t.is_internal;
