-- What people decide about pairs of records: one person, or two. Costs nothing on a large database:
-- every table is new.

-- writer: person merge, split and undo, review accept and refuse. Append only: of the decisions about
-- two records the newest that was not taken back counts. A session is meant by its first event,
-- whose time stands beside the key, so that it is found again when sessions are cut otherwise.
create table person_decision (
    decision_id         integer generated always as identity primary key,
    ruling              text not null,
    first_key           uuid not null,
    first_record        text collate "C" not null,
    first_event_at      timestamptz,
    second_key          uuid not null,
    second_record       text collate "C" not null,
    second_event_at     timestamptz,
    undoes              integer references person_decision,
    author              text not null,
    database_user       text not null default session_user,
    reason              text,
    decided_at          timestamptz not null default clock_timestamp(),
    run_id              integer not null references run,
    constraint person_decision_known check (ruling in ('merge', 'split', 'undo')),
    constraint person_decision_undo check ((ruling = 'undo') = (undoes is not null)),
    constraint person_decision_two check (first_key <> second_key)
);
-- Serves the search for the decision that counts; one is taken back once.
create index person_decision_pair on person_decision (first_key, second_key, decision_id);
create unique index person_decision_undoes on person_decision (undoes) where undoes is not null;

-- The decision that counts for each two records; none where all were taken back.
create view person_decision_in_force as
select distinct on (d.first_key, d.second_key)
    d.decision_id, d.ruling, d.first_key, d.first_record, d.first_event_at, d.second_key,
    d.second_record, d.second_event_at, d.author, d.database_user, d.reason, d.decided_at
from person_decision as d
where d.ruling <> 'undo'
    and not exists (select from person_decision as u where u.undoes = d.decision_id)
order by d.first_key, d.second_key, d.decision_id desc;

-- writer: stitch. The decisions in force, at the touchpoints that their records are in now.
create table decided_pair (
    first_key           uuid not null,
    second_key          uuid not null,
    ruling              text not null,
    decision_id         integer not null,
    constraint decided_pair_key primary key (first_key, second_key, ruling)
);
-- Serves the search from the other record.
create index decided_pair_second on decided_pair (second_key);

-- writer: stitch. Merges that would have broken a rule or another decision, with the reason.
create table refused_merge (
    first_key           uuid not null,
    second_key          uuid not null,
    block               uuid not null,
    reason              text not null,
    constraint refused_merge_key primary key (first_key, second_key)
);
