-- Links that are less than certain. Costs nothing on a large database: the new columns of a derived
-- table have a default, and the next stitch writes every row anew because the rules have changed.

-- Whether a certain link ties the record to its person, or could; and how sure it is that the record
-- is its possible person's, where possible links change that.
alter table person_of add column is_linked boolean not null default false;
alter table person_of add column possible_probability real;

-- By what a record is its person's at a certainty, and how sure that is.
create function basis_at(
    certainty text, basis text, is_linked boolean, possible_probability real
) returns text
language sql immutable parallel safe
return case
    when certainty = 'certain' then case when is_linked then 'certain' else 'alone' end
    when certainty = 'possible' and possible_probability is not null then 'possible'
    else basis
end;

create function probability_at(
    certainty text, probability real, is_linked boolean, possible_probability real
) returns numeric
language sql immutable parallel safe
return trim_scale(round((case
    when certainty = 'certain' then case when is_linked then 1 end
    when certainty = 'possible' and possible_probability is not null then possible_probability
    else probability
end)::numeric, 4));
