// What may tie regions and zones on a day: pairings, the zones that include a region in full, agreements.
// parameters: regions, zones, day
// columns: what, kind, party, other, key, name, since_first, since_last, until_first, until_last, verified, sources
MATCH (d:Region)-[e:PAIRED_WITH]->(r:Region)
WHERE d.id IN $regions AND r.id IN $regions
  AND {{holds e}}
RETURN 'PAIRING' AS what, 'Region' AS kind, d.id AS party, r.id AS other, e.key AS key, e.scheme AS name,
       e.sinceFirst AS since_first, e.sinceLast AS since_last, e.untilFirst AS until_first, e.untilLast AS until_last,
       coalesce(e.verified, false) AS verified, e.sources AS sources
UNION ALL
MATCH (p:Region)-[:PART_OF*0..3]->(:Region)<-[e:INCLUDES]-(z:EconomicZone)
WHERE p.id IN $regions AND coalesce(e.partial, false) = false AND coalesce(z.kind, '') <> 'MACRO_REGION'
  AND {{holds e}}
RETURN 'ZONE' AS what, 'Region' AS kind, p.id AS party, '' AS other, z.id AS key, z.name AS name,
       e.sinceFirst AS since_first, e.sinceLast AS since_last, e.untilFirst AS until_first, e.untilLast AS until_last,
       coalesce(e.verified, false) AS verified, e.sources AS sources
UNION ALL
MATCH (a:PolicyDocument)-[e:AGREED_BY]->(p:Region)
WHERE p.id IN $regions
WITH a, e, p
WHERE {{in_force a}}
RETURN 'AGREEMENT' AS what, 'Region' AS kind, p.id AS party, '' AS other, a.id AS key, a.title AS name,
       coalesce(a.inForceFromFirst, a.issuedFirst) AS since_first,
       coalesce(a.inForceFromLast, a.issuedLast) AS since_last,
       CASE WHEN a.effectUntil < '9999-12-31' THEN a.effectUntil END AS until_first,
       CASE WHEN a.effectUntil < '9999-12-31' THEN a.effectUntil END AS until_last,
       coalesce(a.verified, false) AND coalesce(e.verified, false) AS verified, e.sources AS sources
UNION ALL
MATCH (a:PolicyDocument)-[e:AGREED_BY]->(p:EconomicZone)
WHERE p.id IN $zones
WITH a, e, p
WHERE {{in_force a}}
RETURN 'AGREEMENT' AS what, 'EconomicZone' AS kind, p.id AS party, '' AS other, a.id AS key, a.title AS name,
       coalesce(a.inForceFromFirst, a.issuedFirst) AS since_first,
       coalesce(a.inForceFromLast, a.issuedLast) AS since_last,
       CASE WHEN a.effectUntil < '9999-12-31' THEN a.effectUntil END AS until_first,
       CASE WHEN a.effectUntil < '9999-12-31' THEN a.effectUntil END AS until_last,
       coalesce(a.verified, false) AND coalesce(e.verified, false) AS verified, e.sources AS sources
