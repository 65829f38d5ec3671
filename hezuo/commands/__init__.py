"""The subcommands of `hezuo`, and what they share."""
