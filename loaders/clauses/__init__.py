"""Text into clauses."""
