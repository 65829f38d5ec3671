"""Gives recipients to donors: as many as possible, then for the greatest sum, then the first by recipient and donor."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Scores as integers: sums of them are exact, so that equal optima are told from nearly equal ones.
UNIT = 1_000_000_000

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices allowed: `worth[r][d]` is the score of recipient r with donor d as an integer, None where forbidden.

    Donor d takes at most `most[d]` recipients. Both stand in the order that resolves equal optima.
    """

    worth: Sequence[Sequence[int | None]]
    most: Sequence[int]


def assign(choices: Choices) -> list[int | None]:
    """The donor of each recipient, None for those who get none."""
    if not choices.worth:
        return []
    values, most = _build_values(choices)
    chosen = _solve(values, most)
    first = _find_first(values, most, chosen, _find_prices(values, most, chosen))
    return [donor if donor < len(choices.most) else None for donor in first]


def _build_values(choices: Choices) -> tuple[Numbers, list[int]]:
    """Compute what each choice is worth, with a last donor who stands for nobody and takes all.

    Every real choice is worth more than all scores together, so that more pairs come before a greater sum. Forbidden
    ones are worth less than nobody.
    """
    recipients = len(choices.worth)
    bonus = recipients * UNIT + 1
    values = [[-1 if worth is None else bonus + worth for worth in row] + [0] for row in choices.worth]
    most = [min(one, recipients) for one in choices.most]
    return np.array(values, dtype=np.int64), [*most, recipients]


def _solve(values: Numbers, most: Sequence[int]) -> list[int]:
    """One optimum. The numbers are far below 2^53, so that the solver's floats are exact."""
    # A seventh of what a command takes to start, and only plans need it.
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    columns = np.repeat(np.arange(len(most)), most)
    rows, taken = linear_sum_assignment(values[:, columns].astype(np.float64), maximize=True)
    chosen = [0] * len(rows)
    for row, column in zip(rows.tolist(), taken.tolist(), strict=True):
        chosen[row] = int(columns[column])
    return chosen


def _find_prices(values: Numbers, most: Sequence[int], chosen: Sequence[int]) -> Numbers:
    """The least prices of donors at which every recipient's donor is among the best for it; 0 where there is room.

    A choice is part of some optimum only if it is as good as the one chosen at these prices, and a donor with a price
    is full in every optimum.
    """
    prices = np.zeros(values.shape[1], dtype=np.int64)
    own = np.asarray(chosen)
    gains = values - values[np.arange(len(own)), own][:, None]
    while True:
        raised = np.maximum(prices, (prices[own][:, None] + gains).max(axis=0))
        if (raised == prices).all():
            return prices
        prices = raised


def _find_first(values: Numbers, most: Sequence[int], chosen: Sequence[int], prices: Numbers) -> list[int]:
    """The optimum that comes first: recipient by recipient the first donor that some optimum gives it."""
    net = values - prices
    equals = net == net[np.arange(len(chosen)), np.asarray(chosen)][:, None]
    exchange = _Exchange([list(np.flatnonzero(row)) for row in equals], most, list(chosen), (prices == 0).tolist())
    for recipient in range(len(chosen)):
        for donor in exchange.equals[recipient]:
            if donor == exchange.chosen[recipient] or exchange.move(recipient, int(donor)):
                break
    return exchange.chosen


@dataclass(slots=True)
class _Exchange:
    """An optimum and the moves between optima: `equals` are the donors that are as good for each recipient.

    A donor that is `free` (has no price) may be left with room.
    """

    equals: list[list[int]]
    most: Sequence[int]
    chosen: list[int]
    free: list[bool]

    def move(self, recipient: int, donor: int) -> bool:
        """Give the recipient this donor, others making room, none before it in order; False where no optimum does."""
        before = self.chosen[recipient]
        self.chosen[recipient] = donor
        steps = self._find_steps(recipient, donor, before)
        if steps is None:
            self.chosen[recipient] = before
            return False
        for moved, to in steps:
            self.chosen[moved] = to
        return True

    def _find_steps(self, fixed: int, start: int, goal: int) -> list[tuple[int, int]] | None:
        """The moves of later recipients that put right what `start` got too many and `goal` too few.

        A walk over donors: from a full one to where one of its recipients may go; from one with room, to any that may
        be left with room, `ROOM` standing between.
        """
        held: dict[int, list[int]] = {}
        for recipient, donor in enumerate(self.chosen):
            if recipient > fixed:
                held.setdefault(donor, []).append(recipient)
        counts = [0] * len(self.most)
        for donor in self.chosen:
            counts[donor] += 1
        came: dict[int, tuple[int, int | None]] = {start: (start, None)}
        queue = deque([start])
        while queue:
            at = queue.popleft()
            if at == goal:
                return list(self._trace(came, start, goal))
            for to, moved in self._list_ways(at, held, counts, start, goal):
                if to not in came:
                    came[to] = (at, moved)
                    queue.append(to)
        return None

    def _list_ways(
        self, at: int, held: dict[int, list[int]], counts: list[int], start: int, goal: int
    ) -> Iterator[tuple[int, int | None]]:
        if at == ROOM:
            yield from ((donor, None) for donor, free in enumerate(self.free) if free and counts[donor])
            if self.free[goal]:
                yield goal, None
            return
        # What `start` got is counted already.
        if counts[at] < self.most[at] or (at == start and counts[at] <= self.most[at]):
            yield ROOM, None
        for recipient in held.get(at, ()):
            for to in self.equals[recipient]:
                if to != at:
                    yield int(to), recipient

    @staticmethod
    def _trace(came: dict[int, tuple[int, int | None]], start: int, goal: int) -> Iterator[tuple[int, int]]:
        at = goal
        while at != start:
            before, moved = came[at]
            if moved is not None:
                yield moved, at
            at = before


ROOM = -1
