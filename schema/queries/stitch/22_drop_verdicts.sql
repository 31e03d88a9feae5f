-- Takes out the verdicts and slices of the values that were judged anew.

delete from identifier_verdict as v using touched_identifier as t
where t.identifier = v.identifier;

delete from identifier_interval as v using touched_identifier as t
where t.identifier = v.identifier;
