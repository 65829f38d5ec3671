// How many regions of a level have a document in force of a kind whose title holds a word, and how many regions there
// are: those that lie in a macro-region. An agreement is no document of its own.
// parameters: levels, words, day
// columns: level, word, document_kind, regions
MATCH (x:Region)<-[:APPLIES_TO|AGREED_BY]-(d:PolicyDocument)
WHERE x.level IN $levels AND x.macroRegion IS NOT NULL
WITH x, d
WHERE {{in_force d}} AND coalesce(d.kind, 'OTHER') <> 'AGREEMENT'
UNWIND $words AS w
WITH x, d, w
WHERE coalesce(d.title, d.name) CONTAINS w
RETURN x.level AS level, w AS word, coalesce(d.kind, 'OTHER') AS document_kind, count(DISTINCT x.id) AS regions
UNION ALL
MATCH (x:Region)
WHERE x.level IN $levels AND x.macroRegion IS NOT NULL
RETURN x.level AS level, '' AS word, '' AS document_kind, count(DISTINCT x.id) AS regions
