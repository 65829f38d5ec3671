"""Word files, part by part as they stream."""
