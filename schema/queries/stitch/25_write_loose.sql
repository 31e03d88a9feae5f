-- The sightings of the values judged anew that join nothing.

copy new_loose (touchpoint_key, identifier, role, seen_at) from stdin (format binary)
