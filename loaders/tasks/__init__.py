"""Finds which tasks a clause covers."""
