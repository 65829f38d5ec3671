// How many entries the versions after one left, and the oldest version of which any is kept.
// parameters: after
// columns: total, oldest
MATCH (c:Change)
RETURN sum(CASE WHEN c.id > $after THEN 1 ELSE 0 END) AS total, coalesce(min(c.version), 0) AS oldest
