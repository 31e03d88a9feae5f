-- ask: detail model=last,j model=any,last
-- A campaign visit, two chats and a call before the first order; an unhandled chat does not count.
select visit('m1', 'a', '2026-03-01 09:00Z', array[1], 'spring');
select visit('m2', 'a', '2026-03-01 10:00Z', array[1]);
select chat('1', 'a', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select chat('2', 'a', '2026-03-03 09:00Z', '2026-03-03 09:10Z');
select chat('3', 'a', '2026-03-03 10:00Z', null, 'missed');
select call('1', 'a', '2026-03-04 09:00Z', '2026-03-04 09:10Z');
select purchase('o1', 'a', '2026-03-05 09:00Z', 100, 20);
-- Cancelled and wholly refunded orders are none; nor is one before the chat, or past the look-back.
select chat('4', 'b', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select purchase('o2', 'b', '2026-03-02 10:00Z', 50, status => 'cancelled');
select purchase('o3', 'b', '2026-03-02 10:00Z', 50, 50);
select purchase('o4', 'b', '2026-03-02 08:00Z', 50);
select purchase('o5', 'b', '2026-03-09 09:00:00.5Z', 50);
-- Open at conversion, in another currency.
select chat('5', 'c', '2026-03-02 09:00Z', null, 'handled');
select purchase('o6', 'c', '2026-03-02 09:05Z', 30, currency => 'CHF');
-- Taken by telephone: the call gets it, whatever came after.
select call('2', 'd', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select chat('6', 'd', '2026-03-02 10:00Z', '2026-03-02 10:10Z');
select purchase('o7', 'd', '2026-03-02 11:00Z', 10, sales_channel => 'phone');
