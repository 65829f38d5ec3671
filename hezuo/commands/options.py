"""The parts that commands are made of: their help with its examples, and the options that many of them share."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

import click

from hezuo.settings import read_process_settings

# What a command runs: its parameters are the command's own, its result is the exit status.
Run: TypeAlias = Callable[..., int]
OPTIONS = "Options"
POSITIVE = click.IntRange(min=1)


class Several(click.Option):
    """An option that takes all values up to the next option: `--themes 7 8`."""

    def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 as click has it
        super().__init__(*given, **{**more, "multiple": True})


class Sectioned(click.Option):
    """An option that help shows under a heading of its own."""

    def __init__(self, *given: Any, section: str, **more: Any) -> None:  # noqa: ANN401 as click has it
        super().__init__(*given, **more)
        self.section = section


class Command(click.Command):
    """A command with examples in its help."""

    def __init__(self, *given: Any, examples: Sequence[str] = (), **more: Any) -> None:  # noqa: ANN401 as click has it
        super().__init__(*given, **more)
        self.examples = examples

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, with an option of several values repeated before each of them, as click wants it."""
        names = {name for one in self.params if isinstance(one, Several) for name in one.opts}
        return super().parse_args(ctx, repeat_names(args, names))

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the whole first line, since click would cut it; a list wraps it."""
        return summarise(self)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their headings."""
        sections: dict[str, list[tuple[str, str]]] = {OPTIONS: []}
        for one in self.get_params(ctx):
            record = None if isinstance(one, click.Argument) else one.get_help_record(ctx)
            if record is not None:
                sections.setdefault(getattr(one, "section", OPTIONS), []).append(record)
        for title, records in sections.items():
            with formatter.section(title):
                formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        write_examples(formatter, self.examples)


class Group(click.Group):
    """A command with commands of its own, and examples in its help."""

    command_class = Command

    def __init__(self, *given: Any, examples: Sequence[str] = (), **more: Any) -> None:  # noqa: ANN401 as click has it
        super().__init__(*given, **more)
        self.examples = examples

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they were added."""
        return list(self.commands)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the whole first line."""
        return summarise(self)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        write_examples(formatter, self.examples)


def command(name: str, *examples: str) -> Callable[[Run], Command]:
    """Make a command of a function, whose docstring is its help."""
    return click.command(name, cls=Command, examples=examples)


def group(name: str, *examples: str) -> Callable[[Callable[[], None]], Group]:
    """Make a command of commands of a function that does nothing, whose docstring is its help."""
    return click.group(name, cls=Group, examples=examples)


def summarise(shown: click.Command) -> str:
    """Return the first line of a command's help."""
    return (shown.help or "").partition("\n")[0].removesuffix(".")


def write_examples(formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    """Write command lines as they are: wrapped, they could not be copied."""
    if examples:
        with formatter.section("Examples"):
            for line in examples:
                formatter.write(f"{' ' * formatter.current_indent}{line}\n")


def repeat_names(arguments: Iterable[str], names: set[str]) -> list[str]:
    """Repeat an option before each value after its first: `--tasks 7 8` as `--tasks 7 --tasks 8`."""
    repeated: list[str] = []
    name, is_first, is_over = "", False, False
    for text in arguments:
        is_over = is_over or text == "--"
        if is_over or (text.startswith("-") and text != "-"):
            name, is_first = (text, True) if text in names and not is_over else ("", False)
        elif name and not is_first:
            repeated.append(name)
        else:
            is_first = False
        repeated.append(text)
    return repeated


def pass_settings(run: Run) -> Run:
    """Give a command the settings first; they are read when its arguments are right. Raises SettingsError."""

    @functools.wraps(run)
    def run_with_settings(*given: object, **more: object) -> int:
        return run(read_process_settings(), *given, **more)

    return run_with_settings


to_service = click.option(
    "--to", metavar="URL", help="Ask a running service, as http://127.0.0.1:8000, with HEZUO_TOKEN if it is set."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
