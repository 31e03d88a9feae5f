-- The decisions that the solver refused.

copy refused_merge (first_key, second_key, block, reason) from stdin (format binary)
