// The words of the clauses of some documents; a document without any may have a row without one.
// parameters: documents
// columns: document, ordinal, clause, text
UNWIND $documents AS i
MATCH (d:PolicyDocument)
WHERE d.id = i
OPTIONAL MATCH (d)-[:HAS_CLAUSE]->(c:Clause)
RETURN d.id AS document, coalesce(c.ordinal, 0) AS ordinal, c.id AS clause, c.text AS text
