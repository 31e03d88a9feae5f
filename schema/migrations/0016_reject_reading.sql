-- What is needed to read the kept bytes of a reject again without its file.
-- Costs a short lock on a table of one row a file and load; its rows are not rewritten.

alter table ingest_file
    -- Which connector read the file; a source may have several. Null for loads before this.
    add column connector text collate "C",
    -- As declared; null for UTF-8. Kept bytes are UTF-8 whatever it is.
    add column encoding text collate "C",
    -- The row of column names as it stands in the file, in UTF-8; null for files without one.
    add column header text;
