"""Limits how much at once, and how much a minute."""
