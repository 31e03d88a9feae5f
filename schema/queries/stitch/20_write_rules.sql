-- What the rules say of these values.

copy new_rule (identifier, is_blocked, is_excluded, same_as, standing, reason)
from stdin (format binary)
