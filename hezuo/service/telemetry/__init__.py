"""Logs, counts and traces what happens."""
