"""What a batch changes, worked out and applied."""
