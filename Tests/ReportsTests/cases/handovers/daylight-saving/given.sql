-- ask: by=day,hour zone=Europe/Berlin denominator=all
-- 29 March 2026 has 23 hours in Berlin, 25 October has 25: two chats in the hour that comes twice.
select chat('1', 'a', '2026-03-29 00:30Z', '2026-03-29 00:40Z');
select chat('2', 'b', '2026-03-29 01:30Z', '2026-03-29 01:40Z');
select chat('3', 'c', '2026-10-25 00:30Z', '2026-10-25 00:40Z');
select chat('4', 'd', '2026-10-25 01:30Z', '2026-10-25 01:40Z');
select call('1', 'd', '2026-10-25 01:50Z', '2026-10-25 01:55Z');
select call('2', 'z', '2026-11-02 00:00Z', '2026-11-02 00:01Z');
