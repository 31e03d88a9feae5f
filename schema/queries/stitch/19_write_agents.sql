-- E-mail addresses and numbers among the names of agents.

copy new_agent (identifier) from stdin (format binary)
