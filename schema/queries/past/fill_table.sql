-- A table of records as it stood when the stitch saw it.

insert into {shadow}.{table} ({columns})
select {columns}
from journey.{table}
where run_id <= {through}
union all
select {columns}
from journey.{table}_version
where run_id <= {through} and superseded_by > {through};

analyze {shadow}.{table};
