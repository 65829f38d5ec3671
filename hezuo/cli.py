"""The command `hezuo`: where its commands are, and how it ends; a command is imported when it is asked for."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from hezuo.commands.options import Group
from hezuo.errors import CommandError
from hezuo.settings import SettingsError
from hezuo.stopping import stopped_by_sigterm

# In the order of the help; what a module calls `run` is its command, unless another is named.
COMMANDS = {
    "serve": "hezuo.commands.admin.serve",
    "load": "hezuo.commands.documents.load",
    "remove": "hezuo.commands.documents.remove",
    "undo": "hezuo.commands.admin.undo",
    "review": "hezuo.commands.documents.review",
    "gaps": "hezuo.commands.questions.gaps",
    "gap-changes": "hezuo.commands.questions.gap_changes",
    "matrix": "hezuo.commands.questions.matrix",
    "trend": "hezuo.commands.questions.matrix:trend",
    "next": "hezuo.commands.questions.next",
    "pairing": "hezuo.commands.questions.pairing",
    "plan": "hezuo.commands.questions.plan",
    "changes": "hezuo.commands.questions.changes",
    "ask": "hezuo.commands.questions.ask",
    "backup": "hezuo.commands.admin.backup",
    "restore": "hezuo.commands.admin.restore",
    "export": "hezuo.commands.admin.export",
    "import": "hezuo.commands.admin.import_",
    "status": "hezuo.commands.admin.status",
    "verify": "hezuo.commands.admin.verify",
    "schema": "hezuo.commands.admin.schema",
    "token": "hezuo.commands.admin.token",
    "analyse": "hezuo.commands.documents.analyse",
    "evaluate": "hezuo.commands.documents.evaluate",
    "backtest": "hezuo.commands.questions.backtest",
}


class Commands(Group):
    """The commands by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        found = getattr(importlib.import_module(module), name or "run")
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; where there is none, name those that are called nearly so."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def hezuo() -> None:
    """合作图谱 Hezuo: a knowledge graph of how China's regions cooperate on intellectual-property strategy.

    Where the graph is and how it is served is decided by variables of the environment: see docs/settings.md.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 done, 1 it cannot or the answer has errors, 2 wrong arguments.

    Past 128 it was stopped: by Ctrl+C (130), by SIGTERM (143).
    """
    with stopped_by_sigterm() as stop:
        try:
            return int(hezuo.main(arguments, "hezuo", standalone_mode=False))
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except (CommandError, SettingsError) as error:
            sys.stderr.write(f"hezuo: {error}\n")
            return 1
        except (click.Abort, KeyboardInterrupt):
            return stop.status
