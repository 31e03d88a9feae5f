-- ask: by=queue
-- All data is complete through 20 March. A: three contacts, of which two calls are one; one of the
-- two is repeated by two contacts, both missed; B: one matured, one too young.
select call('1', 'a', '2026-03-02 09:00Z', '2026-03-02 09:10Z', queue => 'A');
select call('2', 'a', '2026-03-02 09:11Z', '2026-03-02 09:20Z', queue => 'A');
select call('3', 'a', '2026-03-03 09:00Z', '2026-03-03 09:01Z', 'missed', 'A');
select call('4', 'a', '2026-03-04 09:00Z', '2026-03-04 09:01Z', 'missed', 'A');
select call('5', 'b', '2026-03-02 09:00Z', '2026-03-02 09:10Z', queue => 'A');
select call('6', 'c', '2026-03-02 09:00Z', '2026-03-02 09:10Z', queue => 'B');
select call('7', 'd', '2026-03-15 09:00Z', '2026-03-15 09:10Z', queue => 'B');
select chat('1', 'y', '2026-03-20 09:00Z', null, 'missed');
select call('8', 'z', '2026-03-21 09:00Z', null, 'missed');
