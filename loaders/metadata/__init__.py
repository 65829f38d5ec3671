"""Reads what a text says of itself: title, number, dates, issuer."""
