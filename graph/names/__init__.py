"""Whether two writings mean the same name."""
