-- ask: summary page_role=began
select visit('s2', 'b', '2026-03-02 09:00Z', array[1, 3]);
select chat('3', 'b', '2026-03-02 09:03Z', page_id => 3);
insert into chat_session values (key_of('chat:3'), key_of('site:s2'), 3, 1);
