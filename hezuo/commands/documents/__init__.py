"""The commands that read documents and facts, and change the graph by them."""
