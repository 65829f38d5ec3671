// The regions and zones to which documents apply, or which agreed them, with level and macro-region.
// parameters: documents
// columns: document, kind, party, level, macro_region
UNWIND $documents AS i
MATCH (d:PolicyDocument {id: i})-[:APPLIES_TO|AGREED_BY]->(x:Region)
RETURN d.id AS document, 'Region' AS kind, x.id AS party, x.level AS level, coalesce(x.macroRegion, '') AS macro_region
UNION ALL
UNWIND $documents AS i
MATCH (d:PolicyDocument {id: i})-[:APPLIES_TO|AGREED_BY]->(x:EconomicZone)
RETURN d.id AS document, 'EconomicZone' AS kind, x.id AS party, '' AS level, '' AS macro_region
