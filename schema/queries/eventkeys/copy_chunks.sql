-- The chunks of a run of event keys, in their order.

copy event_key_chunk (source_id, key_run, ordinal, first_high, highs, rest)
from stdin (format binary)
