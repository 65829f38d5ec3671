"""What each subcommand of `hezuo` does, and what they share."""
