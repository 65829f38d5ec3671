"""The commands that ask a question."""
