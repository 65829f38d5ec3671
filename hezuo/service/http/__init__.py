"""Requests and responses: headers, media types, statuses."""
