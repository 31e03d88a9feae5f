-- The same without a copy, for the table that is larger than all others.

drop table {shadow}.{table} cascade;

create view {shadow}.{table} as
select {columns}
from journey.{table}
where run_id <= {through}
union all
select {columns}
from journey.{table}_version
where run_id <= {through} and superseded_by > {through};
