"""What a selection reads of the graph, and how it becomes objects or JSON."""
