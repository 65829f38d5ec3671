"""Tests of what a request knows."""
