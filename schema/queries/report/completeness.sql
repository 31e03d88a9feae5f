-- answers: Up to when is each source loaded?

select
    source,
    channel,
    utc_text(complete_through) as complete_through
from source_complete
order by source;
