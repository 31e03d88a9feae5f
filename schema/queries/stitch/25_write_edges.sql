-- The edges of the values judged anew.

copy new_edge (touchpoint_key, identifier, slice, kind, role, ordinal, seen_at)
from stdin (format binary)
