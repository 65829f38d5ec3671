"""A document that was read into a batch."""
