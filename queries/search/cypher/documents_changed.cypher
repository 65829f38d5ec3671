// The documents that the versions after one changed, created or removed; a clause counts as its document.
// parameters: after, limit
// columns: document
MATCH (c:Change)
WHERE c.id > $after AND c.kind = 'PolicyDocument'
RETURN DISTINCT c.entity AS document
LIMIT $limit
