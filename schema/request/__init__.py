"""Holds what a request knows: who asks, and which operation."""
