"""The cost of an operation: what it may, and what it does."""
