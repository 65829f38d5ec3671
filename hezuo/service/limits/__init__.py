"""How much at once, and how much a minute."""
