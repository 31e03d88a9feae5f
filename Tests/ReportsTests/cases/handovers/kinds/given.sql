-- ask: detail
-- Five persons, one chat and one call each; every call starts an hour after the chat.
insert into topic_map values ('chat', 'Bills', 'billing'), ('chat', 'Repair', 'service'),
    ('pbx', 'bill-line', 'billing');
select chat('1', 'a', '2026-03-02 09:00Z', '2026-03-02 10:00Z');
select call('1', 'a', '2026-03-02 11:00Z', '2026-03-02 11:05Z');
select says('chat:1', 9, 3, 'own id'), says('pbx:1', 9, 4, 'own id');
select chat('2', 'b', '2026-03-02 09:01Z', '2026-03-02 10:00Z');
select call('2', 'b', '2026-03-02 11:00Z', '2026-03-02 11:05Z');
update contact set asked_to_call = true where contact_id = '2' and channel = 'chat';
select chat('3', 'c', '2026-03-02 09:02Z', '2026-03-02 10:00Z');
select call('3', 'c', '2026-03-02 11:00Z', '2026-03-02 11:05Z');
select says('chat:3', 3, 2, '+49301'), says('pbx:3', 3, 1, '+49301');
-- Only the pre-chat form knew the number: that links, but it is no token.
select chat('4', 'd', '2026-03-02 09:03Z', '2026-03-02 10:00Z', queue => 'Bills');
select call('4', 'd', '2026-03-02 11:00Z', '2026-03-02 11:05Z', queue => 'bill-line');
select says('chat:4', 3, 1, '+49302'), says('pbx:4', 3, 1, '+49302');
select chat('5', 'e', '2026-03-02 09:04Z', '2026-03-02 10:00Z', queue => 'Repair');
select call('5', 'e', '2026-03-02 11:00Z', '2026-03-02 11:05Z', queue => 'bill-line');
-- Unmapped on one side is unknown, not different.
select chat('6', 'f', '2026-03-02 09:05Z', '2026-03-02 10:00Z', queue => 'Other');
select call('6', 'f', '2026-03-02 11:00Z', '2026-03-02 11:05Z', queue => 'bill-line');
-- The same chain, told by the platform.
select chat('7', 'g', '2026-03-02 09:06Z', '2026-03-02 10:00Z');
select call('7', 'g', '2026-03-02 11:00Z', '2026-03-02 11:05Z');
update contact set chain_id = 'x7' where contact_id = '7';
