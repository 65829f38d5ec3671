"""The subcommands that ask a question and answer with a table, for people who work in spreadsheets."""

from __future__ import annotations

import argparse

from hezuo.commands.subcommand import Commands, add_command, add_to, positive
from hezuo.commands.words import LANGUAGES

PARTY = "a region or zone: a code, a name or an alias (610000, 陕西, guanzhong-tianshui)"


def add_questions(commands: Commands) -> None:
    """Add all of them."""
    _add_gaps(commands)
    _add_gap_changes(commands)
    _add_matrix(commands)
    _add_pairing(commands)
    _add_plan(commands)
    _add_changes(commands)


def _add_gaps(commands: Commands) -> None:
    gaps = add_command(
        commands, "gaps", "show what parties leave uncovered, and whose clauses they could borrow",
        "A row a task.\n\n"
        "  hezuo gaps 陕西 甘肃 guanzhong-tianshui --as-of 2016\n"
        "  hezuo gaps 陕西 上海 --csv --output gaps.csv",
    )  # fmt: skip
    gaps.add_argument("parties", metavar="PARTY", nargs="+", help=PARTY)
    _add_gap_rules(gaps)
    _add_as_of(gaps)
    _add_output(gaps)


def _add_gap_changes(commands: Commands) -> None:
    changes = add_command(
        commands, "gap-changes", "show what became of the gaps of parties between two dates",
        "A row a task on which something changed.\n\n"
        "  hezuo gap-changes 重庆 --from 2012\n"
        "  hezuo gap-changes 重庆 四川 --from 2012 --until 2020 --csv --output changes.csv",
    )  # fmt: skip
    changes.add_argument("parties", metavar="PARTY", nargs="+", help=PARTY)
    changes.add_argument(
        "--from", dest="from_day", metavar="DATE", required=True, help="the earlier date: 2012, 2012-05 or 2012-05-31"
    )
    # `--to` is the service that is asked, as everywhere.
    changes.add_argument("--until", dest="to_day", metavar="DATE", help="the later date; today by default")
    _add_gap_rules(changes)
    _add_output(changes)


def _add_gap_rules(parser: argparse.ArgumentParser) -> None:
    """Which tasks are looked at, and what counts as covering."""
    parser.add_argument("--themes", metavar="THEME", nargs="+", help="only tasks of these themes (7)")
    parser.add_argument(
        "--min-score", metavar="N", type=float, help="from which score on a link counts; 0.5 by default"
    )
    parser.add_argument(
        "--inherit", metavar="FROM", nargs="+", choices=("ZONE", "PROVINCE", "NATION"),
        help="what covers from above counts too: ZONE, PROVINCE, NATION",
    )  # fmt: skip


def _add_matrix(commands: Commands) -> None:
    matrix = add_command(
        commands, "matrix", "show how parties stand on tasks",
        "A row a party, a column a task.\n\n  hezuo matrix 上海 浙江 河南 重庆 陕西 --as-of 2016 --csv > matrix.csv",
    )  # fmt: skip
    matrix.add_argument("parties", metavar="PARTY", nargs="+", help=PARTY)
    matrix.add_argument("--tasks", metavar="TASK", nargs="+", help="only these tasks, in this order (26)")
    _add_as_of(matrix)
    _add_output(matrix)


def _add_pairing(commands: Commands) -> None:
    pairing = add_command(
        commands, "pairing", "show with whom a party could pair, and why",
        "A row a candidate, best first.\n\n"
        "  hezuo pairing 陕西 --as-of 2012 --first 5\n"
        "  hezuo pairing 陕西 --candidates 广东 --why\n"
        "  hezuo pairing 陕西 --weights proximity=2 existingTies=0 --csv --output pairing.csv",
    )  # fmt: skip
    pairing.add_argument("party", metavar="PARTY", help=PARTY)
    pairing.add_argument("--first", metavar="N", type=positive, default=20, help="how many; 20 by default")
    pairing.add_argument("--candidates", metavar="REGION", nargs="+", help="only these, at their ranks among all")
    pairing.add_argument(
        "--direction", choices=("EASTWARD", "WESTWARD"), help="on which side; for a zone with members on both"
    )
    pairing.add_argument("--level", choices=("PROVINCE", "PREFECTURE"), help="of the candidates")
    pairing.add_argument("--why", action="store_true", help="a row a component, with what made its value")
    add_weights(pairing)
    _add_as_of(pairing)
    _add_output(pairing)


def _add_plan(commands: Commands) -> None:
    plan = add_command(
        commands, "plan", "show who pairs with whom for a whole programme",
        "A row a recipient: as many as possible get a donor,\nthen the sum of scores is greatest.\n\n"
        "  hezuo plan --donors 北京 江苏 上海 --recipients 内蒙古 陕西 云南 --as-of 2012\n"
        "  hezuo plan --donors 北京 江苏 --recipients 内蒙古 陕西 --keep 江苏=陕西 --csv --output plan.csv",
    )  # fmt: skip
    plan.add_argument("--donors", metavar="REGION", nargs="+", required=True, help="who supports")
    plan.add_argument("--recipients", metavar="REGION", nargs="+", required=True, help="who is supported")
    plan.add_argument("--per-donor", metavar="N", type=positive, help="how many a donor takes; their share by default")
    plan.add_argument("--keep", metavar="DONOR=RECIPIENT", nargs="+", type=_read_pair, help="pairs that stay")
    plan.add_argument("--forbid", metavar="DONOR=RECIPIENT", nargs="+", type=_read_pair, help="pairs that must not be")
    add_weights(plan)
    _add_as_of(plan)
    _add_output(plan)


def _read_pair(text: str) -> dict[str, str]:
    donor, sign, recipient = text.partition("=")
    if not (sign and donor and recipient):
        raise argparse.ArgumentTypeError(f"{text!r} is not like 江苏=陕西")
    return {"donor": donor, "recipient": recipient}


def add_weights(parser: argparse.ArgumentParser) -> None:
    """How much each component weighs."""
    parser.add_argument(
        "--weights", metavar="COMPONENT=N", nargs="+", type=_read_weight,
        help="policyTransfer, sharedAgenda, programmeExperience, industryFit, capacityLead, existingTies, proximity; "
        "1 each by default",
    )  # fmt: skip


def _read_weight(text: str) -> tuple[str, float]:
    name, sign, number = text.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError(f"{text!r} is not like proximity=2")
    try:
        return name, float(number)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{number!r} is no number") from None


def _add_changes(commands: Commands) -> None:
    changes = add_command(
        commands, "changes", "show what changed in the graph since a version",
        "A row a change, the oldest first.\n\n  hezuo changes --since 1",
    )  # fmt: skip
    changes.add_argument(
        "--since", metavar="VERSION", type=int, default=0, help="after this version; 0, all, by default"
    )
    _add_output(changes)


def _add_as_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", metavar="DATE", help="as of when: 2016, 2016-05 or 2016-05-31; today by default")


def _add_output(parser: argparse.ArgumentParser) -> None:
    forms = parser.add_mutually_exclusive_group()
    for form, what in (("table", "aligned text, the default"), ("csv", "for spreadsheets"), ("json", "for programs")):
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=what)
    parser.add_argument(
        "--output", metavar="FILE", help="write there; without a form, its ending tells it (.csv, .json)"
    )
    parser.add_argument(
        "--lang", choices=LANGUAGES, default="zh", help="the language of heads and words; zh by default"
    )
    add_to(parser)
