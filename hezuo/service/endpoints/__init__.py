"""The endpoints that answer at each address."""
