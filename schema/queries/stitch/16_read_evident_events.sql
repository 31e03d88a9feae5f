-- answers: Which web events say more than their browser and login?

copy (select distinct touchpoint_key from evidence where on_web_event and role <> 7) to stdout (format binary)
