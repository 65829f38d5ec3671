"""Names and clauses, found as people type them."""
