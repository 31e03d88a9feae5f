-- A small company: one source a channel, and functions that add records in one line.
-- Persons are named by a letter; keys are made from the record name as everywhere.
insert into source (name, connector, channel) values
    ('site', 'segment', 'web'), ('chat', 'zendesk-chat', 'chat'),
    ('pbx', 'asterisk-cdr', 'voice'), ('shop', 'orders', 'conversion');
insert into run (kind, program_version) values ('ingest', '0');
insert into ingest_file (run_id, source_id, path) values (1, 1, 'test');
insert into stitch_state values (true, 1, '1');
insert into page (url, page_group) values
    ('shop.example/pay', 'checkout'), ('shop.example/cart', 'checkout'),
    ('shop.example/contact', 'help');

create function key_of(name text) returns uuid language sql immutable as
    $$ select left(encode(sha256(convert_to(name, 'UTF8')), 'hex'), 32)::uuid $$;

-- Whose a record is: certain, probable and possible person.
create function belongs(
    record text, channel text, certain text, probable text default null,
    possible text default null, p real default 1
) returns void language sql as $$
    insert into person_of values (
        key_of(record), channel, key_of('a'), key_of(certain),
        key_of(coalesce(probable, certain)), key_of(coalesce(possible, probable, certain)),
        case when p is null then 'alone' when p = 1 then 'certain' when p >= 0.9 then 'probable'
            else 'possible' end, p)
$$;

create function chat(
    id text, person text, began text, ended text default null, outcome text default 'handled',
    queue text default null, initiated_by text default 'customer', page_id integer default null
) returns void language sql as $$
    insert into contact (
        contact_key, source_id, contact_id, channel, direction, initiated_by, started_at,
        ended_at, last_human_at, outcome, queue, page_id, run_id, file_id, line
    ) values (
        key_of('chat:' || id), 2, id, 'chat', 'inbound', initiated_by, began::timestamptz,
        ended::timestamptz, ended::timestamptz, outcome, queue, page_id, 1, 1, 1);
    select belongs('chat:' || id, 'chat', person)
$$;

create function call(
    id text, person text, began text, ended text default null, outcome text default 'handled',
    queue text default null, direction text default 'inbound'
) returns void language sql as $$
    insert into contact (
        contact_key, source_id, contact_id, channel, direction, initiated_by, started_at,
        ended_at, outcome, queue, run_id, file_id, line
    ) values (
        key_of('pbx:' || id), 3, id, 'voice', direction, 'customer', began::timestamptz,
        ended::timestamptz, outcome, queue, 1, 1, 1);
    select belongs('pbx:' || id, 'voice', person)
$$;

create function purchase(
    id text, person text, at text, amount numeric, refunded numeric default 0,
    status text default 'paid', currency text default 'EUR', sales_channel text default 'web'
) returns void language sql as $$
    insert into conversion values (
        key_of('shop:' || id), 4, id, null, at::timestamptz, amount, refunded, currency,
        sales_channel, status, 'sale', 1, 1, 1);
    select belongs('shop:' || id, 'conversion', person)
$$;

create function visit(
    id text, person text, began text, pages integer[], campaign text default null
) returns void language sql as $$
    insert into web_session values (
        key_of('site:' || id), 1, id, key_of('browser' || id), null, null, false,
        began::timestamptz, began::timestamptz + interval '20 minutes', id, 1, 1, pages[1], 1,
        campaign, 'en');
    insert into web_event
    select
        began::timestamptz + n * interval '1 minute', key_of(id || '-' || n),
        key_of('browser' || id), null, page_id, null, 1, 1, 1, false, false, false, 1, 1, 1,
        id || '-' || n, null, null, null, 'en'
    from unnest(pages) with ordinality as view (page_id, n);
    insert into session_page
    select key_of('site:' || id), page_id, count(*)
    from unnest(pages) as view (page_id)
    group by page_id;
    select belongs('site:' || id, 'web', person)
$$;

-- kind and role are those of the model: phone 3, reference 7, contact 9; own 1, typed 2, issued 3,
-- quoted 4.
create function says(record text, kind integer, role integer, value text)
returns void language sql as $$
    insert into evidence values (
        key_of(record), key_of(kind || value), role, key_of(record), false, kind, 0,
        '2026-03-01 00:00Z', null, 1, 1, 1, 1)
$$;
