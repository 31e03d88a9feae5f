copy solved (touchpoint_key, channel, block, person_id, is_linked) from stdin (format binary)
