// The clauses of documents that cover tasks and could be borrowed: never a title, and from minScore on.
// parameters: documents, tasks, minScore
// columns: task, document, clause, has_text, score
UNWIND $documents AS i
MATCH (d:PolicyDocument)
WHERE d.id = i
OPTIONAL MATCH (d)-[:HAS_CLAUSE]->(c:Clause)
WITH d, c
OPTIONAL MATCH (c)-[r:COVERS]->(t:Task)
WITH d, c, r, t
WHERE t.id IN $tasks AND {{counts r d c}} AND r.score >= $minScore AND NOT {{title r c}}
RETURN t.id AS task, d.id AS document, c.id AS clause, c.text IS NOT NULL AS has_text, r.score AS score
