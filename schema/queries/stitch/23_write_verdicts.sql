copy identifier_verdict (identifier, kind, verdict, reason, sightings, owners, slices)
from stdin (format binary)
