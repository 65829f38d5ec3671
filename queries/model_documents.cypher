// Documents in force that cover tasks, with the best score that each reaches: where a clause could be borrowed.
// parameters: tasks, day, minScore
// columns: task, document, score
MATCH (t:Task)<-[r:COVERS]-(c:Clause)<-[:HAS_CLAUSE]-(d:PolicyDocument)
WHERE t.id IN $tasks AND r.verdict <> 'REJECTED' AND r.score >= $minScore
  AND r.method <> 'curated-title' AND c.path <> 'title'
  AND coalesce(d.statesTasks, false) = false AND d.effectFrom <= $day AND d.effectUntil >= $day
RETURN t.id AS task, d.id AS document, max(r.score) AS score
