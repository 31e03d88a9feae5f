-- title:   Expectations of a configuration that is read anew
-- answers: Nothing.
-- grain:   one row a source
-- param:   $1 path of the configuration
-- param:   $2 sources that it names now

delete from source_expectation
where configuration = $1::text or source = any ($2::text[]);
