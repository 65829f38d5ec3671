"""The two engines, and what opens them."""
