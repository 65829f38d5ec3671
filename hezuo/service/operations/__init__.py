"""Handles an operation, whatever brought it."""
