// When the graph was last changed: an instant of ISO 8601, null for a graph that never was.
// parameters:
// columns: loaded_at
MATCH (s:GraphState)
RETURN s.loadedAt AS loaded_at
