"""The table of what speaks for a pair: of each component its key, measure, sentence, and names in both languages."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from enum import StrEnum

from queries.pairing import explanations as say
from queries.pairing.comparison import Comparison
from queries.pairing.sides import Vocabulary
from queries.pairing.ties import weigh_ties
from queries.warnings import Words

# The distance over which proximity falls to 1/e.
REACH_KM = 1000.0
# So many tasks are added to those that either covers: one task in common is no agenda.
AGENDA_PRIOR = 3

Measure = Callable[[Comparison], float | None]
Explain = Callable[[Comparison, Vocabulary], Words]


def measure_transfer(pair: Comparison) -> float | None:
    """The share of all tasks that one side covers itself and the other is not seen to cover."""
    if not (pair.has_documents and pair.tasks_known):
        return None
    return len(pair.passing(pair.tasks)) / pair.tasks_known


def measure_settled(pair: Comparison) -> float | None:
    """The part of it over tasks that the other side is known not to cover: a text of its own was read."""
    if not (pair.has_documents and pair.tasks_known):
        return None
    lacking = len(pair.tasks.stronger) if pair.weaker.examined else 0
    if pair.peers and pair.stronger.examined:
        lacking += len(pair.tasks.weaker)
    return lacking / pair.tasks_known


def measure_agenda(pair: Comparison) -> float | None:
    """Tasks that both cover ÷ (tasks that either covers + 3)."""
    if not (pair.has_documents and pair.tasks.either):
        return None
    return len(pair.tasks.both) / (pair.tasks.either + AGENDA_PRIOR)


def measure_programmes(pair: Comparison) -> float | None:
    """The share of all families of programmes that one side has experience of and the other has not."""
    return len(pair.passing(pair.families)) / pair.families_known if pair.families_known else None


def measure_industries(pair: Comparison) -> float | None:
    """Measure how alike the industries are that stand above the country's average."""
    return pair.industries.fit if pair.industries else None


def measure_capacity(pair: Comparison) -> float | None:
    """Measure how far the stronger side leads, (s − w) / (s + w) from zero on; between peers whoever leads."""
    stronger, weaker = pair.stronger.capacity, pair.weaker.capacity
    if stronger is None or weaker is None:
        return None
    both, lead = stronger + weaker, stronger - weaker
    return max(0.0, (abs(lead) if pair.peers else lead) / both) if both > 0 else 0.0


def measure_ties(pair: Comparison) -> float | None:
    """1 − e^(−n), n being what the ties count together."""
    return 1 - math.exp(-weigh_ties(pair.ties))


def measure_proximity(pair: Comparison) -> float | None:
    """e^(−distance / 1000 km)."""
    return math.exp(-pair.way.kilometres / REACH_KM) if pair.way else None


class PairingComponent(StrEnum):
    """The components of a score, in the order in which they are shown: the one list of them."""

    measure: Measure
    explain: Explain
    words: Words
    formula: str

    def __new__(cls, key: str, measure: Measure, explain: Explain, words: Words, formula: str) -> PairingComponent:
        """Make a member whose value is its key, with what belongs to it."""
        one = str.__new__(cls, key)
        one._value_ = key
        one.measure, one.explain, one.words, one.formula = measure, explain, words, formula
        return one

    POLICY_TRANSFER = (
        "POLICY_TRANSFER", measure_transfer, say.explain_transfer, Words("政策可移植", "policies to transfer"),
        "The tasks that the stronger side covers itself and the weaker is not seen to cover, ÷ all tasks of the set; "
        "missing when either has no document in force. Between peers what either alone covers counts.",
    )  # fmt: skip
    SHARED_AGENDA = (
        "SHARED_AGENDA", measure_agenda, say.explain_agenda, Words("共同议题", "shared agenda"),
        "The tasks that both cover, ÷ (those that either covers + 3); missing when neither covers any, or either has "
        "no document in force.",
    )  # fmt: skip
    PROGRAMME_EXPERIENCE = (
        "PROGRAMME_EXPERIENCE", measure_programmes, say.explain_programmes, Words("项目经验", "programme experience"),
        "The families of programmes that the stronger side, itself or below it, hosts or has hosted and the other "
        "never has, ÷ all families known anywhere on the day. Between peers what either alone has counts.",
    )  # fmt: skip
    INDUSTRY_FIT = (
        "INDUSTRY_FIT", measure_industries, say.explain_industries, Words("产业契合", "industry fit"),
        "How alike the industries are that stand above the country's average, by the latest table not after the day's "
        "year and at most ten years old; provinces only.",
    )  # fmt: skip
    CAPACITY_LEAD = (
        "CAPACITY_LEAD", measure_capacity, say.explain_capacity, Words("能力领先", "lead in capacity"),
        "How far the stronger side leads in R&D intensity, (s − w) / (s + w) or 0, between peers whoever leads; the "
        "latest year before the day's and at most three years old; provinces only.",
    )  # fmt: skip
    EXISTING_TIES = (
        "EXISTING_TIES", measure_ties, say.explain_ties, Words("既有联系", "existing ties"),
        "1 − e^(−n), n counting verified ties: 1 a current pairing, zone of which both are full members (no "
        "macro-region, no bare list of municipalities) or agreement of both; ½ a tie of the provinces above, and ½ an "
        "earlier scheme that paired the two.",
    )  # fmt: skip
    PROXIMITY = (
        "PROXIMITY", measure_proximity, say.explain_proximity, Words("邻近", "proximity"),
        "e^(−distance / 1000 km), between centres; a zone's nearest member counts.",
    )  # fmt: skip


Values = Mapping[PairingComponent, float | None]


def measure_all(pair: Comparison) -> Values:
    """The value of each component, from 0 to 1, or None where the data for it is missing."""
    return {one: one.measure(pair) for one in PairingComponent}
