// What else is known of the links of clauses: the phrases that made them, who reviewed them, where they come from.
// parameters: clauses
// columns: clause, task, evidence, note, reviewed_by, reviewed_at, verified, sources
UNWIND $clauses AS i
MATCH (c:Clause {id: i})-[r:COVERS]->(t:Task)
RETURN c.id AS clause, t.id AS task, r.evidence AS evidence, r.note AS note, r.reviewedBy AS reviewed_by,
       r.reviewedAt AS reviewed_at, coalesce(r.verified, false) AS verified, r.sources AS sources
