"""Answers what ties two things."""
