-- ask: detail
insert into topic_map values ('chat', 'Bills', 'billing'), ('pbx', 'bill-line', 'billing'),
    ('pbx', 'repair', 'service');
-- a: the latest handled contact that ended before; a missed one is no first, but is a repeat.
select call('1', 'a', '2026-03-02 09:00Z', '2026-03-02 09:10Z', queue => 'bill-line');
select call('2', 'a', '2026-03-03 09:00Z', '2026-03-03 09:01Z', 'abandoned', 'repair');
select chat('1', 'a', '2026-03-04 09:00Z', '2026-03-04 09:10Z', queue => 'Bills');
-- b: a reconnect of the same channel after 4:59 is merged; the next pairs with it, not before.
select call('3', 'b', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select call('4', 'b', '2026-03-02 09:14:59Z', '2026-03-02 09:20Z');
select call('5', 'b', '2026-03-02 12:00Z', '2026-03-02 12:10Z');
-- c: exactly five minutes is no reconnect; another channel at once is none either.
select call('6', 'c', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select call('7', 'c', '2026-03-02 09:15Z', '2026-03-02 09:16Z');
select chat('2', 'c', '2026-03-02 09:16:10Z', '2026-03-02 09:20Z');
-- d: exactly the window is in; a moment more is out.
select call('8', 'd', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select call('9', 'd', '2026-03-09 09:10Z', '2026-03-09 09:20Z');
select call('10', 'd', '2026-03-16 09:20:00.001Z', '2026-03-16 09:30Z');
-- e: out are outbound, unknown, internal, given up, ignored and open ones.
select call('11', 'e', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select call('12', 'e', '2026-03-03 09:00Z', null, direction => 'outbound');
select call('13', 'e', '2026-03-03 09:00Z', null, direction => 'unknown');
select call('14', 'e', '2026-03-03 09:00Z', null, direction => 'internal');
select call('15', 'e', '2026-03-03 09:00Z', null, 'short_abandon');
select chat('3', 'e', '2026-03-03 09:00Z', null, 'invite_ignored');
select chat('4', 'e', '2026-03-03 09:00Z', null, 'open');
-- f: a handover is a repeat and says so; g: a transfer is one contact.
select chat('5', 'f', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select call('16', 'f', '2026-03-02 10:10Z', '2026-03-02 10:20Z');
select chat('6', 'g', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select call('17', 'g', '2026-03-02 09:11Z', '2026-03-02 09:20Z');
update contact set chain_id = 'one' where contact_id in ('6', '17') and started_at < '2026-03-02 09:12Z'
    and contact_key in (key_of('chat:6'), key_of('pbx:17'));
-- h: it has to end before the next starts.
select call('18', 'h', '2026-03-02 09:00Z', '2026-03-02 10:00Z');
select chat('7', 'h', '2026-03-02 10:00Z', '2026-03-02 10:10Z');
