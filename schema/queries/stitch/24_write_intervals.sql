-- The slices of the values that are cut in time.

copy identifier_interval (identifier, slice, owner, first_seen, last_seen)
from stdin (format binary)
