-- title:   The name of a session
-- answers: What do others see who look for the holder of a lock?
-- grain:   one row
-- param:   $1 name

select set_config('application_name', $1::text, false);
