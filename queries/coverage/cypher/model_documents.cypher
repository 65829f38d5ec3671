// Documents in force that cover tasks, with the best score that each reaches: where a clause could be borrowed.
// A clause to borrow is never a title, and reaches minScore whoever confirmed it.
// parameters: tasks, day, minScore
// columns: task, document, score
MATCH (t:Task)<-[r:COVERS]-(c:Clause)<-[:HAS_CLAUSE]-(d:PolicyDocument)
WHERE t.id IN $tasks AND {{counts r d c}} AND r.score >= $minScore AND NOT {{title r c}} AND {{in_force d}}
RETURN t.id AS task, d.id AS document, max(r.score) AS score
