// The programmes that regions, with those below them, and zones host on a day.
// parameters: regions, zones, day
// columns: kind, party, programme, family
MATCH (p:Region)<-[:PART_OF*0..3]-(:Region)-[e:HOSTS]->(g:Programme)
WHERE p.id IN $regions
  AND {{holds e}}
RETURN DISTINCT 'Region' AS kind, p.id AS party, g.id AS programme, coalesce(g.family, g.name) AS family
UNION ALL
MATCH (z:EconomicZone)-[e:HOSTS]->(g:Programme)
WHERE z.id IN $zones
  AND {{holds e}}
RETURN DISTINCT 'EconomicZone' AS kind, z.id AS party, g.id AS programme, coalesce(g.family, g.name) AS family
