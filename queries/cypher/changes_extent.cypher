// How many entries the versions after one left, and how many of those versions left any.
// parameters: after
// columns: total, versions
MATCH (c:Change)
WHERE c.id > $after
RETURN count(c) AS total, count(DISTINCT c.version) AS versions
