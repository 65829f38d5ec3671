// What a question about coverage asks about: its parties, what stands above and within them on any of its days, the
// tasks. Texts are empty where there is nothing to say; of a task `name` and `name_en` are those of its theme.
// parameters: regions, zones, first, last
// columns: what, kind, key, other_kind, other, level, macro_region, name, name_en, number, since, until
MATCH (p:Region)-[:PART_OF*0..3]->(a:Region)
WHERE p.id IN $regions
RETURN CASE WHEN a.id = p.id THEN 'PARTY' ELSE 'ABOVE' END AS what, 'Region' AS kind, p.id AS key,
       'Region' AS other_kind, a.id AS other, a.level AS level, coalesce(a.macroRegion, '') AS macro_region,
       a.name AS name, coalesce(a.nameEn, '') AS name_en, 0 AS number, '' AS since, '' AS until
UNION ALL
MATCH (p:Region)-[:PART_OF*0..3]->(:Region)<-[i:INCLUDES]-(z:EconomicZone)
WHERE p.id IN $regions AND coalesce(i.partial, false) = false
  AND {{holds_within i}}
RETURN 'ZONE' AS what, 'Region' AS kind, p.id AS key,
       'EconomicZone' AS other_kind, z.id AS other, '' AS level, '' AS macro_region,
       z.name AS name, coalesce(z.nameEn, '') AS name_en, 0 AS number,
       coalesce(i.sinceFirst, '') AS since, coalesce(i.untilLast, '') AS until
UNION ALL
MATCH (p:EconomicZone)
WHERE p.id IN $zones
RETURN 'PARTY' AS what, 'EconomicZone' AS kind, p.id AS key,
       'EconomicZone' AS other_kind, p.id AS other, '' AS level, '' AS macro_region,
       p.name AS name, coalesce(p.nameEn, '') AS name_en, 0 AS number, '' AS since, '' AS until
UNION ALL
MATCH (p:EconomicZone)-[i:INCLUDES]->(m:Region)-[:PART_OF*0..3]->(a:Region)
WHERE p.id IN $zones
  AND {{holds_within i}}
RETURN CASE WHEN a.id <> m.id THEN 'REACHES' WHEN coalesce(i.partial, false) THEN 'PART' ELSE 'MEMBER' END AS what,
       'EconomicZone' AS kind, p.id AS key,
       'Region' AS other_kind, a.id AS other, a.level AS level, '' AS macro_region,
       a.name AS name, coalesce(a.nameEn, '') AS name_en, 0 AS number,
       coalesce(i.sinceFirst, '') AS since, coalesce(i.untilLast, '') AS until
UNION ALL
MATCH (t:Task)-[:IN_THEME]->(h:Theme)
RETURN 'TASK' AS what, 'Task' AS kind, t.id AS key,
       'Theme' AS other_kind, h.id AS other, '' AS level, '' AS macro_region,
       coalesce(h.shortTitle, h.title, h.name) AS name, coalesce(h.titleEn, '') AS name_en, t.number AS number, '' AS since, '' AS until
