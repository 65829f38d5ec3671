// What the versions after one changed, created or removed, each once; a clause counts as its document.
// parameters: after, limit
// columns: kind, entity
MATCH (c:Change)
WHERE c.id > $after
RETURN DISTINCT c.kind AS kind, c.entity AS entity
LIMIT $limit
