"""Options that several commands with a question share; those that the API takes as they are have its names."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

import click

from hezuo.commands.options import Run, Several, to_service
from hezuo.commands.questions.words import LANGUAGES

PARTY = "A region or zone: a code, a name or an alias (610000, 陕西, guanzhong-tianshui)."
FORMS = {"table": "Write aligned text, the default.", "csv": "Write for spreadsheets.", "json": "Write for programs."}
WEIGHTS = (
    "How much each component weighs, 1 by default: policyTransfer, sharedAgenda, programmeExperience, industryFit, "
    "capacityLead, existingTies, proximity."
)


@dataclass(frozen=True, slots=True)
class Output:
    """An answer's origin and destination: in which form, to which file, in which language, from which service."""

    form: str | None
    file: str | None
    lang: str
    to: str | None


def put_out_as_asked(run: Run) -> Run:
    """Give a command the options that say where its answer comes from and goes to, as `output`."""

    @functools.wraps(run)
    def run_with_output(
        *given: object, form: str | None, file: str | None, lang: str, to: str | None, **more: object
    ) -> int:
        return run(*given, output=Output(form, file, lang, to), **more)

    described: Run = to_service(run_with_output)
    described = click.option(
        "--lang", type=click.Choice(LANGUAGES), default="zh", help="The language of heads and words; zh by default."
    )(described)
    described = click.option(
        "--output", "file", metavar="FILE", help="Write there; without a form, its ending tells it (.csv, .json)."
    )(described)
    for form, meaning in reversed(FORMS.items()):
        described = click.option(f"--{form}", is_flag=True, expose_value=False, callback=_choose, help=meaning)(
            described
        )
    return described


def _choose(context: click.Context, option: click.Parameter, is_given: bool) -> None:
    """Take the form of one flag; two contradict each other."""
    chosen = context.params.setdefault("form", None)
    if is_given and chosen is not None:
        raise click.UsageError(f"--{chosen} and --{option.name} cannot be given together.", context)
    if is_given:
        context.params["form"] = option.name


def read_weights(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> dict[str, float] | None:
    """Read weights such as proximity=2; None where none is given. Raises BadParameter."""
    weights = {}
    for text in given:
        name, sign, number = text.partition("=")
        try:
            weights[name] = float(number)
        except ValueError:
            raise click.BadParameter(
                f"{number!r} is no number." if sign else f"{text!r} is not like proximity=2."
            ) from None
    return weights or None


parties = click.argument("parties", metavar="PARTY...", nargs=-1, required=True, help=PARTY)
as_of = click.option(
    "--as-of", "asOf", metavar="DATE", help="As of when: 2016, 2016-05 or 2016-05-31; today by default."
)
weights = click.option("--weights", metavar="COMPONENT=N...", cls=Several, callback=read_weights, help=WEIGHTS)


def gap_rules(run: Run) -> Run:
    """Let a command say which tasks are looked at, and what counts as covering."""
    rules: list[Callable[[Run], Run]] = [
        click.option("--themes", metavar="THEME...", cls=Several, help="Only tasks of these themes (7)."),
        click.option("--tasks", metavar="TASK...", cls=Several, help="Only these tasks, in this order (26)."),
        click.option(
            "--min-score", "minScore", metavar="N", type=float,
            help="From which score on a link counts; 0.5 by default.",
        ),
        click.option(
            "--inherit", metavar="FROM...", cls=Several, type=click.Choice(("ZONE", "PROVINCE", "NATION")),
            help="What covers from above counts too: ZONE, PROVINCE, NATION.",
        ),
    ]  # fmt: skip
    for rule in reversed(rules):
        run = rule(run)
    return run
