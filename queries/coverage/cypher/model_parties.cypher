// The regions and zones to which documents apply, or which agreed them, with level and macro-region; and of each
// document what says whether it is on the field.
// parameters: documents
// columns: document, kind, party, level, macro_region, title, examined, held, clause_count
UNWIND $documents AS i
MATCH (d:PolicyDocument {id: i})-[:APPLIES_TO|AGREED_BY]->(x:Region)
RETURN d.id AS document, 'Region' AS kind, x.id AS party, x.level AS level, coalesce(x.macroRegion, '') AS macro_region,
       coalesce(d.title, d.name) AS title, coalesce(d.examined, false) AS examined, coalesce(d.held, 'TITLE') AS held,
       coalesce(d.clauseCount, 0) AS clause_count
UNION ALL
UNWIND $documents AS i
MATCH (d:PolicyDocument {id: i})-[:APPLIES_TO|AGREED_BY]->(x:EconomicZone)
RETURN d.id AS document, 'EconomicZone' AS kind, x.id AS party, '' AS level, '' AS macro_region,
       coalesce(d.title, d.name) AS title, coalesce(d.examined, false) AS examined, coalesce(d.held, 'TITLE') AS held,
       coalesce(d.clauseCount, 0) AS clause_count
