-- A rebuild reads whole tables: looking rows up one by one costs many times more, and the planner does
-- not see it.

set local enable_nestloop = off;
