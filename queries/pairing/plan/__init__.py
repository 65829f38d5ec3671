"""A whole programme of pairings at once."""
