"""What happens to an operation, whatever brought it."""
