// The regions below a region or within a zone, the regions above a region, and the zones that include it in full.
// parameters: region, zone, day
// columns: way, key
MATCH (p:Region)<-[:PART_OF*1..3]-(x:Region)
WHERE p.id = $region
RETURN 'BELOW' AS way, x.id AS key
UNION ALL
MATCH (z:EconomicZone)-[i:INCLUDES]->(:Region)<-[:PART_OF*0..3]-(x:Region)
WHERE z.id = $zone AND coalesce(i.partial, false) = false
  AND {{holds i}}
RETURN 'BELOW' AS way, x.id AS key
UNION ALL
MATCH (p:Region)-[:PART_OF*1..3]->(x:Region)
WHERE p.id = $region
RETURN 'ABOVE' AS way, x.id AS key
UNION ALL
MATCH (p:Region)-[:PART_OF*0..3]->(:Region)<-[i:INCLUDES]-(x:EconomicZone)
WHERE p.id = $region AND coalesce(i.partial, false) = false
  AND {{holds i}}
RETURN 'ABOVE' AS way, x.id AS key
