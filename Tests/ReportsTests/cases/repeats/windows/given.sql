-- ask: summary
-- Complete through 20 March for both channels.
select call('1', 'a', '2026-03-02 09:00Z', '2026-03-02 10:00Z');
select chat('1', 'a', '2026-03-02 22:00Z', '2026-03-02 22:10Z');
select call('2', 'b', '2026-03-02 09:00Z', '2026-03-02 10:00Z');
select call('3', 'b', '2026-03-04 10:00Z', '2026-03-04 10:10Z');
select chat('9', 'y', '2026-03-20 09:00Z', null, 'missed');
select call('9', 'z', '2026-03-20 09:00Z', null, 'missed');
