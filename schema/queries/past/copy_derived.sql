-- A derived table as it is.

insert into {shadow}.{table} select * from journey.{table};

analyze {shadow}.{table};
