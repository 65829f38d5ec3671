"""Loaders: sources and documents in, batches of nodes and relationships out."""
