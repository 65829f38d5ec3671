"""Limits what a client may spend, in the price of operations: so much a minute, saved up to one minute's worth."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

from hezuo.service.http.errors import HttpRefusal

# What reading a request costs, however little it asks.
LEAST_PRICE = 100
MOST_CLIENTS = 20_000


@dataclass(slots=True)
class Balance:
    """The balance that a client was left with, and when by the machine's clock; None for one that is not remembered."""

    left: float | None = None
    at: float = 0.0


class BalanceStore(Protocol):
    """Keeps the purses of clients, as many as there is room for; the one forgotten first has long been silent."""

    def hold(self, client: str) -> AbstractContextManager[Balance]:
        """The purse of a client, nobody else's meanwhile; it is kept as it is at the end."""


@dataclass(slots=True)
class LocalBalances:
    """Purses in the memory of this process."""

    _purses: OrderedDict[str, Balance] = field(default_factory=OrderedDict)

    @contextmanager
    def hold(self, client: str) -> Iterator[Balance]:
        """Yield the purse of a client, as the protocol says."""
        purse = self._purses.pop(client, None) or Balance()
        # Whoever comes last has spent last.
        self._purses[client] = purse
        if len(self._purses) > MOST_CLIENTS:
            self._purses.popitem(last=False)
        yield purse


@dataclass(slots=True)
class Budgets:
    """The budget left to each client; `a_minute` is in objects, 0 where everybody may spend what they like."""

    a_minute: int = 0
    purses: BalanceStore = field(default_factory=LocalBalances)

    def spend(self, client: str | None, price: int, times: int = 1) -> int | None:
        """Take the price, and say what is left; None for who has no budget. Raises HttpRefusal (429)."""
        if not self.a_minute or client is None:
            return None
        most, price = self.a_minute * times, max(price, LEAST_PRICE)
        with self.purses.hold(client) as purse:
            now = monotonic()
            saved = float(most) if purse.left is None else min(most, purse.left + (now - purse.at) * most / 60)
            # Whoever saved everything may ask the dearest operation there is, and then pays it off.
            missing = min(price, most) - saved
            purse.left, purse.at = saved if missing > 0 else saved - price, now
        if missing > 0:
            seconds = math.ceil(missing * 60 / most)
            message = (
                f"This would cost {price}, and {int(saved)} are left of {most} a minute; try again in {seconds} s."
            )
            raise HttpRefusal("RATE_LIMITED", message, {"Retry-After": str(seconds)}, {"price": price})
        return int(saved - price)
