-- The joins that the solver refused.

copy refused_link (touchpoint_key, identifier, slice, block, reason) from stdin (format binary)
