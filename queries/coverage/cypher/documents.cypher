// The documents that apply to parties or that they agreed, in force on a day or undated.
// parameters: regions, zones, day
// columns: kind, party, document, dated, examined, held
MATCH (x:Region)<-[:APPLIES_TO|AGREED_BY]-(d:PolicyDocument)
WHERE x.id IN $regions
WITH x, d
WHERE d.effectFrom IS NULL OR ({{in_force d}})
RETURN 'Region' AS kind, x.id AS party, d.id AS document, d.effectFrom IS NOT NULL AS dated,
       coalesce(d.examined, false) AS examined, coalesce(d.held, 'TITLE') AS held
UNION ALL
MATCH (x:EconomicZone)<-[:APPLIES_TO|AGREED_BY]-(d:PolicyDocument)
WHERE x.id IN $zones
WITH x, d
WHERE d.effectFrom IS NULL OR ({{in_force d}})
RETURN 'EconomicZone' AS kind, x.id AS party, d.id AS document, d.effectFrom IS NOT NULL AS dated,
       coalesce(d.examined, false) AS examined, coalesce(d.held, 'TITLE') AS held
