"""The command `hezuo`: its subcommands and their arguments; what a subcommand needs is imported when it runs."""

from __future__ import annotations

import argparse
import importlib
import keyword
import os
import sys
from collections.abc import Sequence

from hezuo.commands.cli_documents import add_changes_of_documents
from hezuo.commands.cli_questions import add_questions, add_weights
from hezuo.commands.subcommand import Commands, add_command, add_to, positive
from hezuo.errors import CommandError
from hezuo.settings import SettingsError, read_process_settings

DESCRIPTION = """\
合作图谱 Hezuo: a knowledge graph of how China's regions cooperate on intellectual-property strategy.
Where the graph is and how it is served is decided by variables of the environment: see docs/settings.md."""
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 done, 1 it cannot or the answer has errors, 2 wrong arguments."""
    given = build_parser().parse_args(arguments)
    try:
        settings = read_process_settings()
        module = importlib.import_module(f"hezuo.commands.{module_of(given.command)}")
        return int(module.run(settings, given))
    except (CommandError, SettingsError) as error:
        sys.stderr.write(f"hezuo: {error}\n")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Who reads the answer has seen enough; without this, Python would complain again on closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def module_of(command: str) -> str:
    """The module of a subcommand, in `hezuo/commands/`."""
    name = command.replace("-", "_")
    return f"{name}_" if keyword.iskeyword(name) else name


def build_parser() -> argparse.ArgumentParser:
    """The parser of every subcommand."""
    parser = argparse.ArgumentParser(
        "hezuo", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_serve(commands)
    add_changes_of_documents(commands)
    add_questions(commands)
    _add_ask(commands)
    _add_export(commands)
    _add_import(commands)
    _add_status(commands)
    _add_schema(commands)
    _add_token(commands)
    _add_analyse(commands)
    _add_evaluate(commands)
    _add_backtest(commands)
    return parser


def _add_serve(commands: Commands) -> None:
    add_command(
        commands, "serve", "answer over HTTP",
        "An empty graph is filled with the seed first. SIGTERM and Ctrl+C stop it.\n\n"
        "  hezuo serve\n"
        "  HEZUO_PORT=9000 hezuo serve\n"
        "  HEZUO_GRAPH_URL=neo4j://127.0.0.1:7687 HEZUO_GRAPH_PASSWORD=… hezuo serve",
    )  # fmt: skip


def _add_ask(commands: Commands) -> None:
    ask = add_command(
        commands, "ask", "answer an operation from a file",
        "The response is printed as JSON; the exit status is 1\nwhere it has errors.\n\n"
        "  hezuo ask gaps.graphql --variables '{\"parties\": [\"陕西\", \"上海\"]}'\n"
        "  hezuo ask gaps.graphql --variables @variables.json --as-of 2016",
    )  # fmt: skip
    ask.add_argument("file", metavar="FILE", help="an operation in GraphQL; - reads it from standard input")
    ask.add_argument("--variables", metavar="JSON|@FILE", help="its variables, or the file that holds them")
    ask.add_argument("--as-of", metavar="DATE", help="its variable asOf")
    ask.add_argument("--operation", metavar="NAME", help="which of the file's operations, where there are several")
    add_to(ask)


def _add_export(commands: Commands) -> None:
    export = add_command(
        commands, "export", "write the whole graph as files",
        "JSON lines, a file a label and a relationship type; equal\ngraphs give equal bytes, whatever the engine.\n\n"
        "  hezuo export backup-2026-01",
    )  # fmt: skip
    export.add_argument("folder", metavar="DIR", help="a new or empty folder")


def _add_import(commands: Commands) -> None:
    importing = add_command(
        commands, "import", "fill the graph from files that an export wrote",
        "All of it or nothing. It is the way from one engine\nto the other, and from one format to the next.\n\n"
        "  HEZUO_GRAPH_URL=neo4j://127.0.0.1:7687 hezuo import backup-2026-01",
    )  # fmt: skip
    importing.add_argument("folder", metavar="DIR", help="the folder of an export")
    importing.add_argument("--replace", action="store_true", help="remove first what the graph holds")


def _add_status(commands: Commands) -> None:
    status = add_command(
        commands, "status", "say what the graph holds",
        "Counts of every kind, the version, the engine.\n\n  hezuo status --json",
    )  # fmt: skip
    status.add_argument("--json", action="store_true", help="the same for programs")


def _add_schema(commands: Commands) -> None:
    add_command(
        commands, "schema", "print the GraphQL schema", "It is schema/schema.graphql.\n\n  hezuo schema > ours.graphql"
    )


def _add_token(commands: Commands) -> None:
    token = add_command(
        commands, "token", "make, list and revoke tokens",
        "Only a token's hash is kept, under HEZUO_DATA; a\nrunning service sees the change at once.\n\n"
        "  hezuo token create wuhan-dashboard --role reader --days 365\n"
        "  hezuo token list\n"
        "  hezuo token revoke wuhan-dashboard",
    )  # fmt: skip
    actions = token.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="make a token and show it, once")
    create.add_argument("name", metavar="NAME", help="whose it is, for the record of changes")
    # The roles of schema/context.py, which a help text need not import.
    create.add_argument(
        "--role",
        required=True,
        choices=("reader", "reviewer", "loader", "admin"),
        help="each may what those before it may",
    )
    create.add_argument("--days", type=positive, metavar="N", help="how long it is valid; without, until it is revoked")
    listing = actions.add_parser("list", help="show every token but its text")
    listing.add_argument("--json", action="store_true", help="the same for programs")
    revoke = actions.add_parser("revoke", help="make a token worthless")
    revoke.add_argument("which", metavar="NAME|ID", help="which")


def _add_analyse(commands: Commands) -> None:
    analyse = add_command(
        commands, "analyse", "show which tasks a document covers, in which clause, and what it names",
        "Prints a JSON line a\nclause; stores nothing and needs no graph. Reads txt, Markdown, HTML, docx and PDF.\n\n"
        "  hezuo analyse measures.docx --territory 610100",
    )  # fmt: skip
    analyse.add_argument("files", metavar="FILE", nargs="+", help="a document")
    analyse.add_argument(
        "--territory", metavar="ID", help="the region or zone that it is for (610100); without, what the text says"
    )


def _add_evaluate(commands: Commands) -> None:
    evaluate = add_command(
        commands, "evaluate", "measure the analysis of documents against labels",
        "Precision, recall and F1 of clauses,\ntasks, mentions, and how far scores can be trusted.\n\n"
        "  hezuo evaluate --texts texts --gold labels",
    )  # fmt: skip
    evaluate.add_argument("--texts", metavar="DIR", required=True, help="the documents, named as the labels name them")
    evaluate.add_argument("--gold", metavar="DIR", required=True, help="the labels, *.jsonl, a line a clause")
    evaluate.add_argument("--json", action="store_true", help="the same for programs")


def _add_backtest(commands: Commands) -> None:
    backtest = add_command(
        commands, "backtest", "hold the ranking of pairs against schemes that came later",
        "Ranks the donors' field for each\nrecipient as of the day before the scheme began, and counts the donors "
        "among the first 1, 3, 5,\nbeside plain orders. Schemes of an office's own facts count too.\n\n"
        "  hezuo backtest\n"
        "  hezuo backtest east-west-2016 --json\n"
        "  hezuo backtest --since 1990 --weights existingTies=2 proximity=0.5",
    )  # fmt: skip
    backtest.add_argument("schemes", metavar="SCHEME", nargs="*", help="only these; all by default")
    backtest.add_argument(
        "--since", metavar="DATE", default="2013", help="only schemes that began then or later; 2013 by default"
    )
    add_weights(backtest)
    backtest.add_argument("--json", action="store_true", help="the same for programs")
