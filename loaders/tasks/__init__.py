"""Which tasks a clause covers."""
