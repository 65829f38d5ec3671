// How many entries the versions after one left, and the oldest version of which any is kept.
// parameters: after
// columns: total, oldest
MATCH (o:Change)
WHERE o.version >= 0
WITH coalesce(min(o.version), 0) AS oldest
OPTIONAL MATCH (c:Change)
WHERE c.id > $after
RETURN count(c) AS total, oldest
