// Which region came after which, whether it is the same place under another name or code, and when.
// parameters:
// columns: later, earlier, on_first, on_last, continues
MATCH (later:Region)-[s:SUCCEEDS]->(earlier:Region)
RETURN later.id AS later, earlier.id AS earlier, coalesce(s.onFirst, '') AS on_first,
       coalesce(s.onLast, '') AS on_last, coalesce(s.continues, false) AS continues
