// How well documents cover tasks: the links that count, summed by document and task.
// parameters: documents, minScore
// columns: document, task, score, links
// Documents are looked up one by one: in a list, LadybugDB seeks each in all of it.
UNWIND $documents AS i
MATCH (d:PolicyDocument)
WHERE d.id = i
OPTIONAL MATCH (d)-[:HAS_CLAUSE]->(c:Clause)-[r:COVERS]->(t:Task)
WITH d, c, r, t
WHERE coalesce(d.statesTasks, false) = false
  AND (r.verdict = 'CONFIRMED' OR (r.verdict = 'SUGGESTED' AND r.score >= $minScore))
  AND NOT (coalesce(d.held, '') = 'FULL' AND (r.method = 'curated-title' OR c.path = 'title'))
RETURN d.id AS document, t.id AS task, max(r.score) AS score, count(*) AS links
