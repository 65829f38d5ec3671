// The links by which documents cover tasks, one by one: those that count.
// parameters: documents, minScore
// columns: document, task, clause, score, method, verdict, suspect, is_title, basis, verified
// Documents are looked up one by one: LadybugDB seeks each of its documents in all of a list. Their clauses come first:
// else it begins at the few tasks, and reads all that covers them.
UNWIND $documents AS i
MATCH (d:PolicyDocument)
WHERE d.id = i
OPTIONAL MATCH (d)-[:HAS_CLAUSE]->(c:Clause)
WITH d, c
OPTIONAL MATCH (c)-[r:COVERS]->(t:Task)
WITH d, c, r, t
WHERE {{counts r d c}}
RETURN d.id AS document, t.id AS task, c.id AS clause, r.score AS score, r.method AS method, r.verdict AS verdict,
       coalesce(r.suspect, false) AS suspect, {{title r c}} AS is_title, {{basis r c}} AS basis,
       CASE WHEN coalesce(r.verified, false) THEN 1 ELSE 0 END AS verified
