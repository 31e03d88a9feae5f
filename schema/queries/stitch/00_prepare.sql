-- Room for the sorts and joins of one stitch, and its work tables; all live as long as its
-- transaction.

set local work_mem = '128MB';
set local maintenance_work_mem = '256MB';
set local jit = off;

create temporary table touched_browser (browser uuid primary key) on commit drop;
-- The spans of time in which sessions of a browser are made anew.
create temporary table touched_window (
    browser uuid not null, from_at timestamptz not null, to_at timestamptz not null
) on commit drop;
-- The browsers that are read in one pass, where all are.
create temporary table browser_pass (
    one boolean primary key default true, is_whole boolean not null,
    from_browser uuid not null, to_browser uuid not null
) on commit drop;
-- Sessions that were there before, and the session that the first event of one belongs to now.
create temporary table dropped_session (session_key uuid primary key) on commit drop;
create temporary table session_successor (
    session_key uuid primary key, now_key uuid not null
) on commit drop;
create temporary table event_session (
    session_key uuid not null, event_key uuid not null, occurred_at timestamptz not null,
    message_id text collate "C" not null
) on commit drop;
create temporary table touched_touchpoint (touchpoint_key uuid primary key) on commit drop;
create temporary table touched_identifier (identifier uuid primary key) on commit drop;
create temporary table touched_block (block uuid primary key) on commit drop;
create temporary table solve_touchpoint (touchpoint_key uuid primary key) on commit drop;
create temporary table old_person_of (
    touchpoint_key uuid primary key, person_id uuid not null
) on commit drop;
create temporary table affected_person (person_id uuid primary key) on commit drop;
create temporary table new_edge (like identity_edge) on commit drop;
create temporary table new_loose (like loose_sighting) on commit drop;
create temporary table new_agent (identifier uuid primary key) on commit drop;
create temporary table new_rule (like identifier_rule) on commit drop;
create temporary table new_pair (like decided_pair) on commit drop;
create temporary table solved (
    touchpoint_key uuid primary key, channel text not null, started_at timestamptz,
    ended_at timestamptz, record_name text collate "C" not null, block uuid not null,
    person_id uuid not null, probable_person uuid not null, possible_person uuid not null,
    is_linked boolean not null, basis text not null, probability real,
    possible_probability real
) on commit drop;
