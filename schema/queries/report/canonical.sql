-- title:   Canonical state
-- answers: Do two installations know the same?
-- grain:   one line a row of the facts, rejects, decisions and derived tables, sorted bytewise
-- rules:   the program fills in the files of `queries/canonical`: what records and identifiers are
--          called, and one sort of row each. No run, file, offset, count of a file, alias,
--          dictionary number, hash under the key or plain value is in a line.

copy (
{names}
select line
from (
{lines}
) as every_line
order by line collate "C"
) to stdout with (format binary)
