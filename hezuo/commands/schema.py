"""`hezuo schema`: prints the schema in the language of schemas."""

from __future__ import annotations

from argparse import Namespace

from hezuo.commands.terminal import say
from hezuo.settings import Settings
from schema.build import print_declared


def run(settings: Settings, given: Namespace) -> int:
    """Print it from the types, so that the committed file can be written anew from it."""
    say(print_declared().rstrip())
    return 0
