"""Answers `pairingCandidates`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from graph.dates import Period
from graph.model import Label
from queries.errors import BadInput
from queries.pairing import candidates as question
from queries.pairing.components import PairingComponent, measure_settled
from queries.pairing.robustness import DRAWS, Acceptability, standard_error
from queries.pairing.scores import Weights, check_weights
from queries.pairing.sides import DEFAULT_TASK_SET, PairingDirection, PairingMode, Vocabulary
from queries.pairing.ties import Tie, weigh_ties
from schema.questions import pairing_types as shown
from schema.questions.answer import fill, make
from schema.questions.arguments import check_task_set, most_parties, read_first, read_names
from schema.questions.warnings import show_warnings
from schema.request.context import Call
from schema.request.ids import PARTIES, resolve_many, resolve_one


def read_weights(call: Call) -> Weights:
    """The weights, those not given at their default; BadInput where one is no weight, or none is above zero."""
    given = call.arguments.get("weights")
    if not isinstance(given, Mapping):
        return check_weights({})
    weights = {one: given.get(name) for name, one in COMPONENTS_BY_NAME.items()}
    return check_weights({one: float(weight) for one, weight in weights.items() if weight is not None})


COMPONENTS_BY_NAME = {shown.name_weight(one): one for one in PairingComponent}


def read_top(call: Call) -> int:
    """Read how many first places are asked about; BadInput where that is out of bounds."""
    top, most = call.given("topK", int, 3), call.context.viewer.page_bound
    if not 1 <= top <= most:
        raise BadInput(f"`topK` is {top}; it must be from 1 to {most}.", "topK")
    return top


def read_shown(call: Call) -> int:
    """Read how many candidates are asked for; BadInput where that is out of bounds."""
    return read_first(call.arguments, call.context)


async def read_pairing_candidates(call: Call) -> object:
    """The candidates, ranked."""
    weights, first, top_k = read_weights(call), read_shown(call), read_top(call)
    check_task_set(call)
    direction, level = call.arguments.get("direction"), call.arguments.get("level")
    subject = await resolve_one(call.context, str(call.arguments["for"]), PARTIES, "for", call.day)
    asked = question.PairingAsked(
        subject.reference,
        call.day,
        PairingDirection(str(direction)) if direction else None,
        str(level) if level else None,
        await _read_candidates(call),
        weights,
        first,
        top_k,
        flips=call.wants("candidates.flip"),
        mode=PairingMode(call.given("mode", str, PairingMode.EAST_WEST)),
        task_set=call.given("taskSet", str, DEFAULT_TASK_SET),
    )
    found = await question.find_pairing(call.reader, asked)
    return await fill(
        call,
        make(
            shown.PairingCandidates,
            version=await call.reader.version(),
            as_of=Period(call.day, call.day),
            warnings=show_warnings(found.warnings),
            subject=found.subject.party,
            considered=found.considered,
            candidates=[_show(one, found, top_k) for one in found.candidates],
        ),
    )


async def _read_candidates(call: Call) -> Sequence[str] | None:
    """The regions that `candidates` names, each once."""
    if call.arguments.get("candidates") is None:
        return None
    most = most_parties(call)
    texts = read_names(call, "candidates", most)
    named = await resolve_many(call.context, texts, (Label.REGION,), "candidates", call.day)
    found = list(dict.fromkeys(one.key for one in named))
    if len(found) > most:
        raise BadInput(f"{len(found)} candidates are too many: at most {most}.", "candidates")
    return found


def _show(one: question.Candidate, found: question.Pairing, top_k: int) -> object:
    flip = one.flip and make(
        shown.PairingFlip,
        component=one.flip.component,
        weight=one.flip.weight,
        new_weight=one.flip.new_weight,
        overtaken_by=one.overtaken_by and one.overtaken_by.party,
    )
    return make(
        shown.PairingCandidate,
        rank=one.rank,
        region=one.side.party,
        score=one.score.score,
        score_high=one.score.high,
        completeness=one.score.completeness,
        sufficient=one.score.sufficient,
        components=[_show_component(component, one, found) for component in PairingComponent],
        rank_acceptability=_show_acceptability(one.acceptability, top_k),
        flip=flip,
        ties=[_show_tie(tie) for tie in one.comparison.ties[: shown.MOST_TIES]],
        ties_count=weigh_ties(one.comparison.ties),
        **_show_tasks(one, found.terms),
        **_show_programmes(one),
        **_show_industries(one),
    )


def _show_component(component: PairingComponent, one: question.Candidate, found: question.Pairing) -> object:
    return make(
        shown.ComponentScore,
        component=component,
        words=component.words,
        value=one.values[component],
        settled=measure_settled(one.comparison) if component is PairingComponent.POLICY_TRANSFER else None,
        weight=found.weights[component],
        active=component in found.active,
        contribution=one.score.contributions[component],
        explain=partial(component.explain, one.comparison, found.terms),
    )


def _show_acceptability(found: Acceptability, top_k: int) -> object:
    return make(
        shown.RankAcceptability,
        first=found.first,
        top=found.top,
        first_error=standard_error(found.first),
        top_error=standard_error(found.top),
        draws=DRAWS,
        top_k=top_k,
    )


def _show_tie(tie: Tie) -> object:
    return make(
        shown.PairingTie,
        kind=tie.kind,
        name=tie.name.zh,
        words=tie.name,
        since=tie.since,
        until=tie.until,
        until_derived=tie.until_derived,
        standing=tie.standing,
        above=tie.above,
        counts=tie.counts,
        verified=tie.verified,
        member=tie.member,
        source_ids=list(tie.sources),
    )


def _show_tasks(one: question.Candidate, terms: Vocabulary) -> dict[str, object]:
    pair, tasks = one.comparison, one.comparison.tasks
    named = {*tasks.stronger, *tasks.both, *tasks.weaker}
    return {
        "tasks_transferable": _refer_tasks(pair.passing(tasks), terms),
        "tasks_shared": _refer_tasks(tasks.both, terms),
        "tasks_weaker_only": _refer_tasks(tasks.weaker, terms),
        "tasks_uncovered": _refer_tasks(terms.tasks.keys() - named if pair.has_documents else (), terms),
    }


def _refer_tasks(keys: Iterable[str], terms: Vocabulary) -> list[tuple[Label, str]]:
    return [(Label.TASK, key) for key in sorted(keys, key=lambda key: (terms.tasks[key], key))]


def _show_programmes(one: question.Candidate) -> dict[str, object]:
    pair, families = one.comparison, one.comparison.families
    stronger, weaker = pair.stronger.programmes, pair.weaker.programmes
    return {
        "programmes_transferable": _refer_programmes(pair.passing(families), stronger, *([weaker] * pair.peers)),
        "programmes_shared": _refer_programmes(families.both, stronger, weaker),
        "programmes_weaker_only": _refer_programmes(families.weaker, weaker),
    }


def _refer_programmes(families: Sequence[str], *hosted: Mapping[str, Sequence[str]]) -> list[tuple[Label, str]]:
    return [
        (Label.PROGRAMME, key)
        for family in families
        for key in sorted({key for each in hosted for key in each.get(family, ())})
    ]


def _show_industries(one: question.Candidate) -> dict[str, object]:
    industries = one.comparison.industries
    strong = industries.strong if industries else None
    return {
        "industries_shared": [(Label.INDUSTRY, key) for key in (strong.both if strong else ())],
        "industries_stronger_only": [(Label.INDUSTRY, key) for key in (strong.stronger if strong else ())],
        "industries_weaker_only": [(Label.INDUSTRY, key) for key in (strong.weaker if strong else ())],
    }
