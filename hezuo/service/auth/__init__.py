"""Tells who asks."""
