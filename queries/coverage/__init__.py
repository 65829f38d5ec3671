"""Who covers which task, and who does not."""
