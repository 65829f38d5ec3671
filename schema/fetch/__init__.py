"""Reads what a selection wants of the graph, and makes objects or JSON of it."""
