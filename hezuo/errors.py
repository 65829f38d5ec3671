"""The error that ends a command with one clear line.

CommandError   its message says to a person what is wrong and what to do
"""


class CommandError(Exception):
    """A command cannot go on; the message is shown and the exit status is 1."""
