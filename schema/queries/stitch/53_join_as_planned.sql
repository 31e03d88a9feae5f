-- What follows is small again.

set local enable_nestloop = on;
