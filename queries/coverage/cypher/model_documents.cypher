// Documents in force that cover tasks, with the best score that each reaches: where a clause could be borrowed.
// A clause to borrow is never a title, and reaches minScore whoever confirmed it; one that has its words is told apart.
// parameters: tasks, day, minScore
// columns: task, document, has_text, score
MATCH (t:Task)<-[r:COVERS]-(c:Clause)<-[:HAS_CLAUSE]-(d:PolicyDocument)
WHERE t.id IN $tasks AND {{counts r d c}} AND r.score >= $minScore AND NOT {{title r c}} AND {{in_force d}}
RETURN t.id AS task, d.id AS document, c.text IS NOT NULL AS has_text, max(r.score) AS score
