"""`hezuo schema`: prints the schema in the language of schemas."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import schema
from hezuo.settings import Settings
from hezuo.terminal import say

FILE = Path(schema.__file__).with_name("schema.graphql")


def run(settings: Settings, given: Namespace) -> int:
    """Print the committed file, which a test holds equal to the code."""
    say(FILE.read_text("utf-8").rstrip())
    return 0
