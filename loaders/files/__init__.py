"""Files of every kind in, their text out."""
