// Which region came after which, and on which day, where a source gives it.
// parameters:
// columns: later, earlier, on_day
MATCH (later:Region)-[s:SUCCEEDS]->(earlier:Region)
RETURN later.id AS later, earlier.id AS earlier, coalesce(s.onFirst, '') AS on_day
