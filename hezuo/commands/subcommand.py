"""What a subcommand's parser is made of: its help with an example, and how arguments are read."""

from __future__ import annotations

import argparse
from typing import TypeAlias

# The type has no public name.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_command(commands: Commands, name: str, summary: str, more: str) -> argparse.ArgumentParser:
    """A subcommand; `more` ends with an example."""
    return commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}. {more}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_to(parser: argparse.ArgumentParser) -> None:
    """Where to ask, if not the graph of the settings."""
    parser.add_argument(
        "--to", metavar="URL", help="ask a running service, as http://127.0.0.1:8000, with HEZUO_TOKEN if it is set"
    )


def positive(text: str) -> int:
    """A whole number above zero. Raises ArgumentTypeError."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
