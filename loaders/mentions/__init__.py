"""The names in a clause, and what they mean."""
