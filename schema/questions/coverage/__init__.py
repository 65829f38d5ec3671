"""Questions about what parties cover, miss and might read."""
