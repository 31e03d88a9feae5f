-- Reports read much and join on persons, where estimates are wrong by orders of magnitude: a
-- nested loop chosen by mistake costs minutes, compiling costs more than it saves.
set local jit = off;
set local enable_nestloop = off;
set local work_mem = '128MB';
