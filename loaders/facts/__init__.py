"""Tables of facts into batches."""
