// The programmes that regions, with those below them, and zones host or have hosted by a day; and which families of
// programmes anybody has: experience does not lapse with a term.
// parameters: regions, zones, day
// columns: what, kind, party, programme, family
MATCH (p:Region)<-[:PART_OF*0..3]-(:Region)-[e:HOSTS]->(g:Programme)
WHERE p.id IN $regions
  AND {{begun e}}
RETURN DISTINCT 'HOSTED' AS what, 'Region' AS kind, p.id AS party, g.id AS programme,
       coalesce(g.family, g.name) AS family
UNION ALL
MATCH (z:EconomicZone)-[e:HOSTS]->(g:Programme)
WHERE z.id IN $zones
  AND {{begun e}}
RETURN DISTINCT 'HOSTED' AS what, 'EconomicZone' AS kind, z.id AS party, g.id AS programme,
       coalesce(g.family, g.name) AS family
UNION ALL
MATCH (g:Programme)<-[e:HOSTS]-()
WHERE {{begun e}}
RETURN DISTINCT 'KNOWN' AS what, '' AS kind, '' AS party, '' AS programme, coalesce(g.family, g.name) AS family
