-- ask: export=contacts
-- Agent 7 moves from Sales to Billing on 3 March; agent 7 of the telephone system is another one.
insert into agent
select key_of('agent' || n), 1, null, key_of('p'), s, '7', null, team, site, null, null,
    f::timestamptz, t::timestamptz, 1, 1, 1
from (values
    (1, 'chat', 'Sales', 'Leipzig', null, '2026-03-03 00:00Z'),
    (2, 'chat', 'Billing', 'Leipzig', '2026-03-03 00:00Z', '2026-03-05 00:00Z'),
    (3, 'pbx', 'Hotline', 'Graz', null, null)
) as v (n, s, team, site, f, t);

-- Chats are open 8 to 18; billing closes at 12. In Graz the 4th is a holiday.
insert into calendar
select key_of('entry' || n), 1, null, site, queue, channel, kind, f::timestamptz, t::timestamptz,
    null, 1, 1, 1
from (values
    (1, null, null, 'chat', 'hours', '2026-03-02 08:00Z', '2026-03-02 18:00Z'),
    (2, null, null, 'chat', 'hours', '2026-03-04 08:00Z', '2026-03-04 18:00Z'),
    (3, null, 'Billing', 'chat', 'hours', '2026-03-02 08:00Z', '2026-03-02 12:00Z'),
    (4, null, 'Billing', 'chat', 'hours', '2026-03-04 08:00Z', '2026-03-04 12:00Z'),
    (5, null, null, 'voice', 'hours', '2026-03-01 00:00Z', '2026-03-09 00:00Z'),
    (6, 'Graz', null, null, 'holiday', '2026-03-04 00:00Z', '2026-03-05 00:00Z'),
    (7, null, null, null, 'outage', '2026-03-01 00:00Z', null)
) as v (n, site, queue, channel, kind, f, t);

-- Chat 1 has a rating of its own; of two answers about chat 2 the later counts.
insert into survey
select key_of('survey' || n), 1, null, s, c, kind, null, null, null, null, a::timestamptz,
    csat, nps, 1, 1, 1
from (values
    (1, 'chat', '1', 'csat', '2026-03-02 11:00Z', 0, null),
    (2, 'chat', '2', 'csat', '2026-03-02 11:00Z', 0, null),
    (3, 'chat', '2', 'csat', '2026-03-02 12:00Z', 1, null),
    (4, 'chat', '2', 'csat', '2026-03-02 13:00Z', null, null),
    (5, 'chat', '2', 'nps', '2026-03-02 12:00Z', null, 9),
    (6, 'pbx', '2', 'nps', '2026-03-02 12:00Z', null, 3)
) as v (n, s, c, kind, a, csat, nps);

select chat('1', 'a', '2026-03-02 09:00Z');
select chat('2', 'a', '2026-03-02 13:00Z', queue => 'Billing');
select chat('3', 'a', '2026-03-03 09:00Z', queue => 'Sales');
select chat('4', 'a', '2026-03-04 17:59Z', queue => 'Sales');
select chat('5', 'a', '2026-03-06 09:00Z');
update contact set agent = '7', csat = case when contact_id = '1' then 1 end;
select call('2', 'a', '2026-03-04 10:00Z');
update contact set agent = '7' where channel = 'voice';
select call('3', 'a', '2026-03-04 11:00Z', queue => 'Billing');
