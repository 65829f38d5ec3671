"""Tests of what the labels of a text make of it."""
