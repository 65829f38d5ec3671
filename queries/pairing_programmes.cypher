// The programmes that regions, with those below them, and zones host on a day.
// parameters: regions, zones, day
// columns: kind, party, programme, family
MATCH (p:Region)<-[:PART_OF*0..3]-(:Region)-[e:HOSTS]->(g:Programme)
WHERE p.id IN $regions
  AND coalesce(e.sinceFirst, '0001-01-01') <= $day AND coalesce(e.untilLast, '9999-12-31') >= $day
RETURN DISTINCT 'Region' AS kind, p.id AS party, g.id AS programme, coalesce(g.family, g.name) AS family
UNION ALL
MATCH (z:EconomicZone)-[e:HOSTS]->(g:Programme)
WHERE z.id IN $zones
  AND coalesce(e.sinceFirst, '0001-01-01') <= $day AND coalesce(e.untilLast, '9999-12-31') >= $day
RETURN DISTINCT 'EconomicZone' AS kind, z.id AS party, g.id AS programme, coalesce(g.family, g.name) AS family
