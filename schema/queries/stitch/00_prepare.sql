-- Work tables of one stitch; they live as long as its transaction.

create temporary table touched_browser (browser uuid primary key) on commit drop;
create temporary table touched_touchpoint (touchpoint_key uuid primary key) on commit drop;
create temporary table touched_identifier (identifier uuid primary key) on commit drop;
create temporary table touched_block (block uuid primary key) on commit drop;
create temporary table solve_touchpoint (touchpoint_key uuid primary key) on commit drop;
create temporary table old_person_of (
    touchpoint_key uuid primary key, person_id uuid not null
) on commit drop;
create temporary table affected_person (person_id uuid primary key) on commit drop;
create temporary table new_edge (like identity_edge) on commit drop;
create temporary table solved (
    touchpoint_key uuid primary key, channel text not null, block uuid not null,
    person_id uuid not null, is_linked boolean not null
) on commit drop;
