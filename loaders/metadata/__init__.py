"""What a text says of itself: title, number, dates, issuer."""
