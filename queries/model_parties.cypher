// The regions and zones to which documents apply, or which agreed them, with level and macro-region.
// parameters: documents
// columns: document, kind, party, level, macro_region
MATCH (d:PolicyDocument)-[:APPLIES_TO|AGREED_BY]->(x:Region)
WHERE d.id IN $documents
RETURN d.id AS document, 'Region' AS kind, x.id AS party, x.level AS level, coalesce(x.macroRegion, '') AS macro_region
UNION ALL
MATCH (d:PolicyDocument)-[:APPLIES_TO|AGREED_BY]->(x:EconomicZone)
WHERE d.id IN $documents
RETURN d.id AS document, 'EconomicZone' AS kind, x.id AS party, '' AS level, '' AS macro_region
