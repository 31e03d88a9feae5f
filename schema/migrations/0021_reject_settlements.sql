-- Rejects that somebody settled by hand, as their records were mended at the source and loaded again.
-- Costs a short lock on a table of one row a distinct reject; its rows are not rewritten.

-- writer: rejects settle. Append only: one row each time that it is run, with who and why.
create table reject_settlement (
    run_id              integer not null references run,
    author              text not null,
    database_user       text not null default session_user,
    reason              text not null,
    settled_at          timestamptz not null default clock_timestamp(),
    constraint reject_settlement_key primary key (run_id)
);

alter table rejected_record
    -- Written by rejects settle. Null for open ones, and for those that a retry has loaded.
    add column settled_run integer references reject_settlement;
