"""What a request knows: who asks, and which operation."""
