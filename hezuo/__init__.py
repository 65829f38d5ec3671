"""The front door: command line, HTTP application, settings."""
