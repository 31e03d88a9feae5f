-- ask: by=queue denominator=all model=any,linear
-- Two chats of one queue and one of another before one order: a count of orders, not of chats.
select chat('1', 'a', '2026-03-02 09:00Z', '2026-03-02 09:10Z', queue => 'sales');
select chat('2', 'a', '2026-03-02 10:00Z', '2026-03-02 10:10Z', queue => 'sales');
select chat('3', 'a', '2026-03-02 11:00Z', '2026-03-02 11:10Z', queue => 'care');
select purchase('o1', 'a', '2026-03-03 09:00Z', 100);
