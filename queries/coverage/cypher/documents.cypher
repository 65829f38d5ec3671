// The documents that apply to parties or that they agreed, in force on any of the days asked about, or undated.
// parameters: regions, zones, first, last
// columns: kind, party, document, dated, examined, held, title, document_kind, states_tasks, clause_count, in_force_from, in_force_until
MATCH (x:Region)<-[:APPLIES_TO|AGREED_BY]-(d:PolicyDocument)
WHERE x.id IN $regions
WITH x, d
WHERE d.effectFrom IS NULL OR ({{in_force_within d}})
RETURN 'Region' AS kind, x.id AS party, d.id AS document, d.effectFrom IS NOT NULL AS dated,
       coalesce(d.examined, false) AS examined, coalesce(d.held, 'TITLE') AS held, coalesce(d.title, d.name) AS title,
       coalesce(d.kind, 'OTHER') AS document_kind, coalesce(d.statesTasks, false) AS states_tasks,
       coalesce(d.clauseCount, 0) AS clause_count, coalesce(d.effectFrom, '') AS in_force_from,
       coalesce(d.effectUntil, '') AS in_force_until
UNION ALL
MATCH (x:EconomicZone)<-[:APPLIES_TO|AGREED_BY]-(d:PolicyDocument)
WHERE x.id IN $zones
WITH x, d
WHERE d.effectFrom IS NULL OR ({{in_force_within d}})
RETURN 'EconomicZone' AS kind, x.id AS party, d.id AS document, d.effectFrom IS NOT NULL AS dated,
       coalesce(d.examined, false) AS examined, coalesce(d.held, 'TITLE') AS held, coalesce(d.title, d.name) AS title,
       coalesce(d.kind, 'OTHER') AS document_kind, coalesce(d.statesTasks, false) AS states_tasks,
       coalesce(d.clauseCount, 0) AS clause_count, coalesce(d.effectFrom, '') AS in_force_from,
       coalesce(d.effectUntil, '') AS in_force_until
