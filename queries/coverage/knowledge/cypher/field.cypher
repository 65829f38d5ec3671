// How many clauses documents have here, and how many of these cover a task; a title is no clause.
// parameters: documents, minScore
// columns: document, clauses, covering
UNWIND $documents AS i
MATCH (d:PolicyDocument)
WHERE d.id = i
OPTIONAL MATCH (d)-[:HAS_CLAUSE]->(c:Clause)
WITH d, c
OPTIONAL MATCH (c)-[r:COVERS]->(:Task)
WITH d, CASE WHEN c.path <> 'title' THEN c.id END AS clause,
     CASE WHEN c.path <> 'title' AND {{counts r d c}} THEN c.id END AS covering
RETURN d.id AS document, count(DISTINCT clause) AS clauses, count(DISTINCT covering) AS covering
