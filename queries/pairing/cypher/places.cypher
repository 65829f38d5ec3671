// Who a question about pairing is about: the regions and zones named, what a zone includes, what lies above and below,
// the field of candidates (all regions of some levels), which region came after which; and tasks and industries.
// parameters: regions, zones, anchors, levels, tasks, day
// columns: what, key, other, name, name_en, level, macro_region, latitude, longitude, number
MATCH (p:Region)
WHERE p.id IN $regions
RETURN 'NAMED' AS what, p.id AS key, '' AS other, p.name AS name, p.nameEn AS name_en, p.level AS level,
       coalesce(p.macroRegion, '') AS macro_region, p.latitude AS latitude, p.longitude AS longitude, 0 AS number
UNION ALL
MATCH (z:EconomicZone)
WHERE z.id IN $zones
RETURN 'ZONE' AS what, z.id AS key, '' AS other, z.name AS name, z.nameEn AS name_en, '' AS level,
       '' AS macro_region, CASE WHEN false THEN 0.0 END AS latitude, CASE WHEN false THEN 0.0 END AS longitude,
       0 AS number
UNION ALL
MATCH (z:EconomicZone)-[i:INCLUDES]->(m:Region)
WHERE z.id IN $zones
  AND {{holds i}}
RETURN CASE WHEN coalesce(i.partial, false) THEN 'PART' ELSE 'MEMBER' END AS what, m.id AS key, z.id AS other,
       m.name AS name, m.nameEn AS name_en, m.level AS level, coalesce(m.macroRegion, '') AS macro_region,
       m.latitude AS latitude, m.longitude AS longitude, 0 AS number
UNION ALL
MATCH (z:EconomicZone)-[i:INCLUDES]->(m:Region)-[:PART_OF*1..3]->(a:Region)
WHERE z.id IN $zones AND a.level <> 'NATION'
  AND {{holds i}}
RETURN 'OVERLAPS' AS what, z.id AS key, a.id AS other, '' AS name, '' AS name_en, '' AS level,
       '' AS macro_region, CASE WHEN false THEN 0.0 END AS latitude, CASE WHEN false THEN 0.0 END AS longitude,
       0 AS number
UNION ALL
MATCH (z:EconomicZone)-[i:INCLUDES]->(m:Region)<-[:PART_OF*0..3]-(b:Region)
WHERE z.id IN $zones
  AND {{holds i}}
RETURN 'OVERLAPS' AS what, z.id AS key, b.id AS other, '' AS name, '' AS name_en, '' AS level,
       '' AS macro_region, CASE WHEN false THEN 0.0 END AS latitude, CASE WHEN false THEN 0.0 END AS longitude,
       0 AS number
UNION ALL
MATCH (p:Region)-[:PART_OF*1..3]->(a:Region)
WHERE p.id IN $regions AND a.id IN $regions
RETURN 'OVERLAPS' AS what, p.id AS key, a.id AS other, '' AS name, '' AS name_en, '' AS level,
       '' AS macro_region, CASE WHEN false THEN 0.0 END AS latitude, CASE WHEN false THEN 0.0 END AS longitude,
       0 AS number
UNION ALL
MATCH (s:Region)
WHERE s.id IN $anchors
WITH collect(DISTINCT s.level) AS found
MATCH (f:Region)
WHERE f.level IN found OR f.level IN $levels
OPTIONAL MATCH (f)-[:PART_OF]->(u:Region)
RETURN 'FIELD' AS what, f.id AS key, coalesce(u.id, '') AS other, f.name AS name, f.nameEn AS name_en, f.level AS level,
       coalesce(f.macroRegion, '') AS macro_region, f.latitude AS latitude, f.longitude AS longitude, 0 AS number
UNION ALL
MATCH (n:Region)-[s:SUCCEEDS]->(o:Region)
RETURN 'SUCCEEDS' AS what, n.id AS key, o.id AS other, coalesce(s.onFirst, '') AS name, coalesce(s.onLast, '') AS name_en,
       '' AS level, '' AS macro_region, CASE WHEN false THEN 0.0 END AS latitude,
       CASE WHEN false THEN 0.0 END AS longitude, CASE WHEN coalesce(s.continues, false) THEN 1 ELSE 0 END AS number
UNION ALL
MATCH (t:Task)
WHERE t.id STARTS WITH $tasks
RETURN 'TASK' AS what, t.id AS key, '' AS other, t.name AS name, t.titleEn AS name_en, '' AS level,
       '' AS macro_region, CASE WHEN false THEN 0.0 END AS latitude, CASE WHEN false THEN 0.0 END AS longitude,
       t.number AS number
UNION ALL
MATCH (i:Industry)
RETURN 'INDUSTRY' AS what, i.id AS key, '' AS other, i.name AS name, i.nameEn AS name_en, '' AS level,
       '' AS macro_region, CASE WHEN false THEN 0.0 END AS latitude, CASE WHEN false THEN 0.0 END AS longitude,
       0 AS number
