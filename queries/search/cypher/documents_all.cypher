// All documents.
// parameters:
// columns: document
MATCH (d:PolicyDocument)
RETURN d.id AS document
