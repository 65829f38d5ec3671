// One link of a clause to a task, whole.
// parameters: clause, task
// columns: document, clause, task, score, method, verdict, suspect, evidence, note, reviewed_by, reviewed_at, verified, sources
MATCH (d:PolicyDocument)-[:HAS_CLAUSE]->(c:Clause {id: $clause})-[r:COVERS]->(t:Task {id: $task})
RETURN d.id AS document, c.id AS clause, t.id AS task, r.score AS score, r.method AS method, r.verdict AS verdict,
       coalesce(r.suspect, false) AS suspect, r.evidence AS evidence, r.note AS note, r.reviewedBy AS reviewed_by,
       r.reviewedAt AS reviewed_at, coalesce(r.verified, false) AS verified, r.sources AS sources
