-- The pieces of a filter, in their order.

copy event_key_filter (source_id, ordinal, words) from stdin (format binary)
