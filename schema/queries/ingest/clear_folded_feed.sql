-- title:   Folded rows of the feed that is written
-- answers: Which rows must the next feed of the batch not see?
-- grain:   the command tag counts them

delete from fold_feed;
