"""Lists, filters and relations of any node."""
