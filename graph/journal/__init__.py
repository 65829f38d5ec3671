"""The journal of an embedded graph: what is written stands in it first, and the graph can be built from it."""
