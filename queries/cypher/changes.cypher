// What the versions after one changed, entry by entry; an entry's id begins with its version, so ids give the order.
// parameters: after, before, limit
// columns: id, version, at, action, kind, entity, name, by
MATCH (c:Change)
WHERE c.id > $after AND c.id < $before
RETURN c.id AS id, c.version AS version, c.at AS at, c.action AS action, c.kind AS kind, c.entity AS entity,
       c.name AS name, c.by AS `by`
ORDER BY id
LIMIT $limit
