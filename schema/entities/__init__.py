"""The types of the API that stand in the graph, and what their fields read."""
