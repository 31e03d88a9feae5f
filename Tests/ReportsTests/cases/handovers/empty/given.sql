-- ask: summary
delete from stitch_state;
