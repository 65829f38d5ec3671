"""Runs the command as `python -m hezuo`."""

from __future__ import annotations

import sys

from hezuo.cli import main

if __name__ == "__main__":
    sys.exit(main())
