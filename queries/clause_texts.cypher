// The words of all clauses, with what places them: their document, and their order in it.
// parameters:
// columns: document, ordinal, clause, text
MATCH (d:PolicyDocument)-[:HAS_CLAUSE]->(c:Clause)
WHERE c.text IS NOT NULL
RETURN d.id AS document, coalesce(c.ordinal, 0) AS ordinal, c.id AS clause, c.text AS text
