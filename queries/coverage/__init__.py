"""Answers what parties cover, what they leave uncovered, and what is not known of it."""
