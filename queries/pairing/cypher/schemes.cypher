// All pairings, with where donor and recipient stand, and whether one only goes on under the next code of its recipient.
// parameters:
// columns: scheme, donor, recipient, since, verified, donor_level, donor_side, recipient_level, recipient_side, goes_on
MATCH (d:Region)-[e:PAIRED_WITH]->(r:Region)
RETURN coalesce(e.scheme, '') AS scheme, d.id AS donor, r.id AS recipient, coalesce(e.sinceFirst, '') AS since,
       coalesce(e.verified, false) AS verified, d.level AS donor_level, coalesce(d.macroRegion, '') AS donor_side,
       r.level AS recipient_level, coalesce(r.macroRegion, '') AS recipient_side,
       EXISTS { MATCH (r)-[:SUCCEEDS]->(:Region)<-[b:PAIRED_WITH]-(d) WHERE b.scheme = e.scheme } AS goes_on
