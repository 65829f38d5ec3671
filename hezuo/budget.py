"""What a client may spend, in the price of operations: so much a minute, saved up to one minute's worth."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass, field
from time import monotonic

from hezuo.http_errors import HttpRefusal

# What reading a request costs, however little it asks.
LEAST_PRICE = 100
MOST_CLIENTS = 20_000


@dataclass(slots=True)
class Budgets:
    """What is left to each client; `a_minute` is in objects, 0 where everybody may spend what they like."""

    a_minute: int = 0
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def spend(self, client: str | None, price: int, times: int = 1) -> int | None:
        """Take the price, and say what is left; None for who has no budget. Raises HttpRefusal (429)."""
        if not self.a_minute or client is None:
            return None
        most, price = self.a_minute * times, max(price, LEAST_PRICE)
        now = monotonic()
        left, at = self._left.pop(client, (float(most), now))
        left = min(most, left + (now - at) * most / 60)
        # Whoever saved everything may ask the dearest operation there is, and then pays it off.
        if left < min(price, most):
            self._left[client] = (left, now)
            seconds = math.ceil((min(price, most) - left) * 60 / most)
            message = f"This would cost {price}, and {int(left)} are left of {most} a minute; try again in {seconds} s."
            raise HttpRefusal(429, "RATE_LIMITED", message, {"Retry-After": str(seconds)}, {"price": price})
        self._left[client] = (left - price, now)
        # The first has been silent for longest, and has saved most of its budget again.
        if len(self._left) > MOST_CLIENTS:
            self._left.popitem(last=False)
        return int(left - price)
