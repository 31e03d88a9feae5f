-- answers: From which file of rules was a version made? Null for the built-in rules.
-- grain:   at most one row
-- param:   $1 rules_version

select text from journey_pii.rules_text where rules_version = $1::text;
