-- ask: by=queue
-- Voice is complete through 10 March. Sales: three matured chats, one of them anonymous, one
-- followed by a call; one chat too young. Help: missed, then a call; and an abandoned attempt.
select chat('1', 'a', '2026-03-02 09:00Z', '2026-03-02 09:10Z', queue => 'Sales');
select call('1', 'a', '2026-03-02 09:20Z', '2026-03-02 09:30Z');
select says('chat:1', 3, 1, '+491');
select chat('2', 'b', '2026-03-02 09:00Z', '2026-03-02 09:10Z', queue => 'Sales');
select says('chat:2', 3, 1, '+492');
select chat('3', 'c', '2026-03-02 09:00Z', '2026-03-02 09:10Z', queue => 'Sales');
select chat('4', 'd', '2026-03-09 12:00Z', '2026-03-09 12:00:01Z', queue => 'Sales');
select says('chat:4', 3, 1, '+494');
select chat('5', 'e', '2026-03-02 09:00Z', null, 'missed', 'Help');
select says('chat:5', 3, 1, '+495');
select call('2', 'e', '2026-03-02 09:20Z', '2026-03-02 09:30Z');
select chat('6', 'f', '2026-03-02 09:00Z', '2026-03-02 09:10Z', queue => 'Help');
select says('chat:6', 3, 1, '+496');
select call('3', 'f', '2026-03-02 09:20Z', '2026-03-02 09:20:03Z', 'short_abandon');
select call('4', 'z', '2026-03-10 12:00Z', '2026-03-10 12:01Z');
