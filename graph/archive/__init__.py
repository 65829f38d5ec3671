"""The whole graph as files, out and back in."""
