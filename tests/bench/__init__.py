"""The benchmark: run with `make bench`; nothing here asserts a time."""
