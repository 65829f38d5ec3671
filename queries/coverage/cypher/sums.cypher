// How well documents cover tasks: the links that count, summed by document and task.
// parameters: documents, minScore
// columns: document, task, score, links, basis, verified
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
RETURN d.id AS document, t.id AS task, max(r.score) AS score, count(*) AS links,
       max({{basis r c}}) AS basis, max(CASE WHEN coalesce(r.verified, false) THEN 1 ELSE 0 END) AS verified
