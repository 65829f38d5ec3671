"""Tells whether two writings mean the same name."""
