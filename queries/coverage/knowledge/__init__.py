"""Tells which documents show gaps, what is decided by them, what to read to know more, and how coverage grew."""
