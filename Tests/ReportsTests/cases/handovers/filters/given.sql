-- ask: detail queue=A,B page=/pay* since=2026-03-02 until=2026-03-03
-- The chat that takes the call is outside the filter: the assignment does not change.
select chat('1', 'a', '2026-03-02 09:00Z', '2026-03-02 09:10Z', queue => 'A', page_id => 1);
select chat('2', 'a', '2026-03-02 09:30Z', '2026-03-02 09:40Z', queue => 'C', page_id => 1);
select call('1', 'a', '2026-03-02 10:00Z', '2026-03-02 10:05Z');
select chat('3', 'b', '2026-03-02 09:00Z', '2026-03-02 09:10Z', queue => 'B', page_id => 1);
select call('2', 'b', '2026-03-02 10:00Z', '2026-03-02 10:05Z');
select chat('4', 'c', '2026-03-02 09:00Z', '2026-03-02 09:10Z', queue => 'B', page_id => 2);
select call('3', 'c', '2026-03-02 10:00Z', '2026-03-02 10:05Z');
select chat('5', 'd', '2026-03-03 00:00Z', '2026-03-03 00:10Z', queue => 'B', page_id => 1);
select call('4', 'd', '2026-03-03 10:00Z', '2026-03-03 10:05Z');
