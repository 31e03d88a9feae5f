-- ask: detail
-- a: two chats propose call 1; the later one wins. No second choice: chat 1 does not get call 2.
select chat('1', 'a', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select chat('2', 'a', '2026-03-02 09:30Z', '2026-03-02 09:40Z');
select call('1', 'a', '2026-03-02 10:00Z', '2026-03-02 10:05Z');
select call('2', 'a', '2026-03-02 11:00Z', '2026-03-02 11:05Z');
-- b: the earlier chat has the harder kind and wins.
select chat('3', 'b', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select chat('4', 'b', '2026-03-02 09:30Z', '2026-03-02 09:40Z');
update contact set asked_to_call = true where contact_id = '3';
select call('3', 'b', '2026-03-02 10:00Z', '2026-03-02 10:05Z');
-- c: equal kind and start: the first record name (bytewise, 10 before 9).
select chat('9', 'c', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select chat('10', 'c', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select call('4', 'c', '2026-03-02 10:00Z', '2026-03-02 10:05Z');
-- d: the call starts during the chat: a negative gap.
select chat('11', 'd', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select call('5', 'd', '2026-03-02 09:08:30.5Z', '2026-03-02 09:20Z');
-- e: exactly the window is in, one microsecond more is out; at the start of the chat is out.
select chat('12', 'e', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select call('6', 'e', '2026-03-02 09:00Z', '2026-03-02 09:01Z');
select call('7', 'e', '2026-03-03 09:10Z', '2026-03-03 09:11Z');
select chat('13', 'f', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select call('8', 'f', '2026-03-03 09:10:00.000001Z', '2026-03-03 09:11Z');
-- g: no end: the window counts from the start. Missed and ignored chats: only the first counts.
select chat('14', 'g', '2026-03-02 09:00Z', null, 'missed');
select call('9', 'g', '2026-03-02 10:00Z', '2026-03-02 10:01Z');
select chat('15', 'h', '2026-03-02 09:00Z', '2026-03-02 09:01Z', 'invite_ignored');
select call('10', 'h', '2026-03-02 10:00Z', '2026-03-02 10:01Z');
-- i: unknown direction and outbound are out, but a call-back that quotes this very chat is in.
select chat('16', 'i', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select call('11', 'i', '2026-03-02 09:20Z', null, direction => 'unknown');
select call('12', 'i', '2026-03-02 09:30Z', null, direction => 'outbound');
select call('13', 'i', '2026-03-02 09:40Z', null, direction => 'outbound');
select says('chat:16', 9, 3, 'ticket'), says('pbx:13', 9, 4, 'ticket');
