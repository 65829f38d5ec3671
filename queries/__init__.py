"""Questions: one .cypher text a question, with typed results."""
