"""The commands that keep a graph and a service."""
