"""Questions as the API asks and answers them."""
