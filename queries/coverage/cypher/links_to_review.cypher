// Links that wait for a reviewer, or else those that were reviewed; of the document, or of all where it is ''. What
// waits stands by how unsure it is, what is suspect before all else; what was reviewed by clause and task.
// parameters: document, reviewed, afterPlace, afterClause, afterTask, beforePlace, beforeClause, beforeTask, limit
// columns: document, clause, task, score, method, verdict, suspect, evidence, note, reviewed_by, reviewed_at, verified, sources, place
MATCH (d:PolicyDocument)-[:HAS_CLAUSE]->(c:Clause)-[r:COVERS]->(t:Task)
WHERE ($document = '' OR d.id = $document)
  AND (($reviewed AND r.reviewedBy IS NOT NULL)
    OR (NOT $reviewed AND coalesce(d.statesTasks, false) = false
      AND (coalesce(r.suspect, false) OR (r.verdict = 'SUGGESTED' AND NOT {{title r c}}))))
WITH d, c, r, t,
     CASE WHEN $reviewed THEN 0.0 WHEN coalesce(r.suspect, false) THEN abs(r.score - 0.5) - 1.0
          ELSE abs(r.score - 0.5) END AS place
WHERE (place > $afterPlace
    OR (place = $afterPlace AND (c.id > $afterClause OR (c.id = $afterClause AND t.id > $afterTask))))
  AND (place < $beforePlace
    OR (place = $beforePlace AND (c.id < $beforeClause OR (c.id = $beforeClause AND t.id < $beforeTask))))
RETURN d.id AS document, c.id AS clause, t.id AS task, r.score AS score, r.method AS method, r.verdict AS verdict,
       coalesce(r.suspect, false) AS suspect, r.evidence AS evidence, r.note AS note, r.reviewedBy AS reviewed_by,
       r.reviewedAt AS reviewed_at, coalesce(r.verified, false) AS verified, r.sources AS sources, place AS place
ORDER BY place, clause, task
LIMIT $limit
