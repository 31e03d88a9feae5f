-- Takes a shadow away with all that is in it.

drop schema if exists {shadow} cascade;
drop schema if exists {shadow}_pii cascade;
