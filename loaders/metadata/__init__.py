"""What a document says of itself, and what its place in a folder says."""
