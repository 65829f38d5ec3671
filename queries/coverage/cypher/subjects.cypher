// What a question about coverage asks about: its parties, what stands above and within them, and the tasks.
// parameters: regions, zones, day
// columns: what, kind, key, other_kind, other, level, macro_region, name, name_en, number
MATCH (p:Region)-[:PART_OF*0..3]->(a:Region)
WHERE p.id IN $regions
RETURN CASE WHEN a.id = p.id THEN 'PARTY' ELSE 'ABOVE' END AS what, 'Region' AS kind, p.id AS key,
       'Region' AS other_kind, a.id AS other, a.level AS level, coalesce(a.macroRegion, '') AS macro_region,
       a.name AS name, coalesce(a.nameEn, '') AS name_en, 0 AS number
UNION ALL
MATCH (p:Region)-[:PART_OF*0..3]->(:Region)<-[i:INCLUDES]-(z:EconomicZone)
WHERE p.id IN $regions AND coalesce(i.partial, false) = false
  AND {{holds i}}
RETURN 'ZONE' AS what, 'Region' AS kind, p.id AS key,
       'EconomicZone' AS other_kind, z.id AS other, '' AS level, '' AS macro_region,
       z.name AS name, coalesce(z.nameEn, '') AS name_en, 0 AS number
UNION ALL
MATCH (p:EconomicZone)
WHERE p.id IN $zones
RETURN 'PARTY' AS what, 'EconomicZone' AS kind, p.id AS key,
       'EconomicZone' AS other_kind, p.id AS other, '' AS level, '' AS macro_region,
       p.name AS name, coalesce(p.nameEn, '') AS name_en, 0 AS number
UNION ALL
MATCH (p:EconomicZone)-[i:INCLUDES]->(m:Region)-[:PART_OF*0..3]->(a:Region)
WHERE p.id IN $zones
  AND {{holds i}}
RETURN CASE WHEN a.id <> m.id THEN 'REACHES' WHEN coalesce(i.partial, false) THEN 'PART' ELSE 'MEMBER' END AS what,
       'EconomicZone' AS kind, p.id AS key,
       'Region' AS other_kind, a.id AS other, a.level AS level, '' AS macro_region,
       a.name AS name, coalesce(a.nameEn, '') AS name_en, 0 AS number
UNION ALL
MATCH (t:Task)-[:IN_THEME]->(h:Theme)
RETURN 'TASK' AS what, 'Task' AS kind, t.id AS key,
       'Theme' AS other_kind, h.id AS other, '' AS level, '' AS macro_region,
       t.name AS name, '' AS name_en, t.number AS number
