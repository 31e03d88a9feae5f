-- answers: Which decision about a value is in force?
-- param:   $1 identifier

select ruling from decision_in_force where identifier = $1::uuid;
