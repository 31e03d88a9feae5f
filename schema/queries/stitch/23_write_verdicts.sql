-- The verdicts of the values judged anew.

copy identifier_verdict (identifier, kind, verdict, reason, sightings, owners, slices)
from stdin (format binary)
