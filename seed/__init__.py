"""Curated facts and the 2012 work points, with the readers of their files."""
