"""Answers who should pair with whom, and why."""
