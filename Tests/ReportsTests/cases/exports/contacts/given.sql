-- ask: export=contacts
select chat('1', 'a', '2026-03-02 09:00:00.120Z', '2026-03-02 09:10Z', queue => 'Sales', page_id => 1);
update contact set wait_ms = 1500, talk_ms = 2000, csat = 1, is_dropped = true;
