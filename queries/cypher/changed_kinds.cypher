// Which kinds of things changed after a version, and when each of them last did.
// parameters: since
// columns: kind, version, at
MATCH (c:Change)
WHERE c.version > $since
RETURN c.kind AS kind, max(c.version) AS version, max(c.at) AS at
