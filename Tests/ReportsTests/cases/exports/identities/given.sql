-- ask: export=identities
select visit('m1', 'a', '2026-03-02 09:00Z', array[1, 2]);
select chat('1', 'a', '2026-03-02 09:03:00.250Z');
select call('1', 'b', '2026-03-02 08:00Z');
select belongs('shop:o1', 'conversion', 'c', p => null);
insert into conversion values (key_of('shop:o1'), 4, 'o1', null, '2026-03-02 09:00Z', 1, 0, 'EUR', null,
    'paid', 'sale', 1, 1, 1);
-- An internal call has no person and no row.
insert into contact (contact_key, source_id, contact_id, channel, direction, initiated_by, started_at,
    outcome, run_id, file_id, line)
values (key_of('pbx:9'), 3, '9', 'voice', 'internal', 'customer', '2026-03-02 08:00Z', 'handled', 1, 1, 1);
