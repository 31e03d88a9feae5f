-- The browsers of this pass.
-- param: $1 number of passes integer, $2 least and $3 greatest browser uuid

insert into browser_pass (is_whole, from_browser, to_browser)
values ($1 = 1, $2::uuid, $3::uuid)
on conflict (one) do update set
    is_whole = excluded.is_whole,
    from_browser = excluded.from_browser,
    to_browser = excluded.to_browser;
