// What may tie regions and zones on a day: pairings that have begun, the zones that include a region in full,
// agreements; of the regions named and of all provinces. ABOVE says in which province a region lies.
// parameters: regions, zones, day
// columns: what, kind, party, other, key, name, name_en, since_first, since_last, until_first, until_last, until_derived, verified, sources
MATCH (d:Region)-[e:PAIRED_WITH]->(r:Region)
WHERE (d.id IN $regions OR d.level = 'PROVINCE') AND (r.id IN $regions OR r.level = 'PROVINCE')
  AND {{begun e}}
RETURN 'PAIRING' AS what, 'Region' AS kind, d.id AS party, r.id AS other, e.key AS key, e.scheme AS name, '' AS name_en,
       e.sinceFirst AS since_first, e.sinceLast AS since_last, e.untilFirst AS until_first, e.untilLast AS until_last,
       coalesce(e.untilDerived, false) AS until_derived, coalesce(e.verified, false) AS verified, e.sources AS sources
UNION ALL
MATCH (p:Region)-[:PART_OF*0..3]->(x:Region)<-[e:INCLUDES]-(z:EconomicZone)
WHERE (p.id IN $regions OR p.level = 'PROVINCE') AND (x.id = p.id OR x.level <> 'PROVINCE')
  AND coalesce(e.partial, false) = false AND NOT coalesce(z.kind, '') IN ['MACRO_REGION', 'MUNICIPALITY_GROUP']
  AND {{holds e}}
RETURN 'ZONE' AS what, 'Region' AS kind, p.id AS party, '' AS other, z.id AS key, z.name AS name, z.nameEn AS name_en,
       e.sinceFirst AS since_first, e.sinceLast AS since_last, e.untilFirst AS until_first, e.untilLast AS until_last,
       coalesce(e.untilDerived, false) AS until_derived, coalesce(e.verified, false) AS verified, e.sources AS sources
UNION ALL
MATCH (a:PolicyDocument)-[e:AGREED_BY]->(p:Region)
WHERE p.id IN $regions OR p.level = 'PROVINCE'
WITH a, e, p
WHERE {{in_force a}}
RETURN 'AGREEMENT' AS what, 'Region' AS kind, p.id AS party, '' AS other, a.id AS key, a.title AS name, '' AS name_en,
       coalesce(a.inForceFromFirst, a.issuedFirst) AS since_first,
       coalesce(a.inForceFromLast, a.issuedLast) AS since_last,
       CASE WHEN a.effectUntil < '9999-12-31' THEN a.effectUntil END AS until_first,
       CASE WHEN a.effectUntil < '9999-12-31' THEN a.effectUntil END AS until_last,
       false AS until_derived, coalesce(a.verified, false) AND coalesce(e.verified, false) AS verified,
       e.sources AS sources
UNION ALL
MATCH (a:PolicyDocument)-[e:AGREED_BY]->(p:EconomicZone)
WHERE p.id IN $zones
WITH a, e, p
WHERE {{in_force a}}
RETURN 'AGREEMENT' AS what, 'EconomicZone' AS kind, p.id AS party, '' AS other, a.id AS key, a.title AS name,
       '' AS name_en, coalesce(a.inForceFromFirst, a.issuedFirst) AS since_first,
       coalesce(a.inForceFromLast, a.issuedLast) AS since_last,
       CASE WHEN a.effectUntil < '9999-12-31' THEN a.effectUntil END AS until_first,
       CASE WHEN a.effectUntil < '9999-12-31' THEN a.effectUntil END AS until_last,
       false AS until_derived, coalesce(a.verified, false) AND coalesce(e.verified, false) AS verified,
       e.sources AS sources
UNION ALL
MATCH (c:Region)-[:PART_OF*1..2]->(p:Region)
WHERE c.id IN $regions AND p.level = 'PROVINCE'
RETURN 'ABOVE' AS what, 'Region' AS kind, c.id AS party, p.id AS other, '' AS key, '' AS name, '' AS name_en,
       CASE WHEN false THEN '' END AS since_first, CASE WHEN false THEN '' END AS since_last,
       CASE WHEN false THEN '' END AS until_first, CASE WHEN false THEN '' END AS until_last,
       false AS until_derived, true AS verified, CASE WHEN false THEN [''] END AS sources
