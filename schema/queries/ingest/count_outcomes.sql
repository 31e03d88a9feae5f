-- title:   What became of the records of the batch
-- answers: How many records were updated, were duplicates, were outdated? All others of the batch
--          were accepted.
-- grain:   one row

with record_outcome as (
    select record, min(class) as class
    from part_outcome
    group by record
)
select
    count(*) filter (where class = 2) as updated,
    count(*) filter (where class = 3) as duplicate,
    count(*) filter (where class = 4) as outdated
from record_outcome;
