// All pairings, with where donor and recipient stand.
// parameters:
// columns: scheme, donor, recipient, since, verified, donor_level, donor_side, recipient_level, recipient_side
MATCH (d:Region)-[e:PAIRED_WITH]->(r:Region)
RETURN coalesce(e.scheme, '') AS scheme, d.id AS donor, r.id AS recipient, coalesce(e.sinceFirst, '') AS since,
       coalesce(e.verified, false) AS verified, d.level AS donor_level, coalesce(d.macroRegion, '') AS donor_side,
       r.level AS recipient_level, coalesce(r.macroRegion, '') AS recipient_side
