"""Bytes to text: every kind of file that is read."""
