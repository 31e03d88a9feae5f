-- Nothing is known yet: all sessions of all touched browsers are made.

insert into touched_window (browser, from_at, to_at)
select browser, '-infinity', 'infinity' from touched_browser;
