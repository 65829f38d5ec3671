// How many links wait for a reviewer, or else how many were reviewed; of the document, or of all where it is ''.
// parameters: document, reviewed
// columns: total
MATCH (d:PolicyDocument)-[:HAS_CLAUSE]->(c:Clause)-[r:COVERS]->(:Task)
WHERE ($document = '' OR d.id = $document)
  AND (($reviewed AND r.reviewedBy IS NOT NULL)
    OR (NOT $reviewed AND coalesce(d.statesTasks, false) = false
      AND (coalesce(r.suspect, false) OR (r.verdict = 'SUGGESTED' AND NOT {{title r c}}))))
RETURN count(r) AS total
