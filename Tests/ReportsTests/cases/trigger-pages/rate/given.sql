-- ask: summary
-- Pages 1 and 2 are one group, page 3 hands its chats to the page before.
select visit('s1', 'a', '2026-03-02 09:00Z', array[1, 1, 2]);
select visit('s2', 'b', '2026-03-02 09:00Z', array[1, 3]);
select visit('s3', 'c', '2026-03-02 09:00Z', array[2]);
select visit('s4', 'd', '2026-03-02 09:00Z', array[2]);
select visit('s5', 'e', '2026-03-02 09:00Z', array[2]);
select chat('1', 'a', '2026-03-02 09:03Z', page_id => 1);
select chat('2', 'a', '2026-03-02 09:05Z', page_id => 1);
select chat('3', 'b', '2026-03-02 09:03Z', page_id => 3);
select chat('4', 'c', '2026-03-02 09:03Z', page_id => 2, initiated_by => 'invite');
select chat('5', 'x', '2026-03-02 09:03Z', page_id => 2);
select chat('6', 'd', '2026-03-02 09:03Z', null, 'invite_ignored', initiated_by => 'invite', page_id => 2);
insert into chat_session values
    (key_of('chat:1'), key_of('site:s1'), 1, null), (key_of('chat:2'), key_of('site:s1'), 1, null),
    (key_of('chat:3'), key_of('site:s2'), 3, 1), (key_of('chat:4'), key_of('site:s3'), 2, null),
    (key_of('chat:6'), key_of('site:s4'), 2, null);
