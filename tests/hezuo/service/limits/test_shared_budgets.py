"""Budgets that processes share: what one of them lets a client spend is gone for all, and none of it is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from hezuo.service.http.errors import HttpRefusal
from hezuo.service.limits.budgets import LEAST_PRICE, Budgets
from hezuo.service.limits.shared_budgets import PLACES, TRIED, create_purses, open_purses
from tests.hezuo.commands.commands import ROOT

FAR = "address 192.0.2.1"


def open_budgets(folder: Path, a_minute: int = 10 * LEAST_PRICE) -> Budgets:
    return Budgets(a_minute, open_purses(folder))


def test_what_one_process_lets_spend_is_gone_for_the_others(tmp_path: Path) -> None:
    create_purses(tmp_path)
    first, second = open_budgets(tmp_path), open_budgets(tmp_path)
    assert first.spend(FAR, 6 * LEAST_PRICE) == 4 * LEAST_PRICE
    assert second.spend(FAR, 3 * LEAST_PRICE) == pytest.approx(LEAST_PRICE, abs=5)
    for budgets in (first, second):
        with pytest.raises(HttpRefusal) as refused:
            budgets.spend(FAR, 5 * LEAST_PRICE)
        assert refused.value.code == "RATE_LIMITED"
    # Others have their own.
    assert second.spend("token li", LEAST_PRICE, 10) == 99 * LEAST_PRICE


def test_nothing_is_lost_between_processes_that_spend_at_once(tmp_path: Path) -> None:
    create_purses(tmp_path)
    code = (
        "import sys; from pathlib import Path; from hezuo.service.limits.budgets import Budgets; "
        "from hezuo.service.limits.shared_budgets import open_purses; "
        "from hezuo.service.http.errors import HttpRefusal\n"
        "budgets, answered = Budgets(1_000_000, open_purses(Path(sys.argv[1]))), 0\n"
        "for _ in range(6000):\n"
        "    try: budgets.spend('client', 100); answered += 1\n"
        "    except HttpRefusal: pass\n"
        "print(answered)"
    )
    began = monotonic()
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    answered = sum(int(one.communicate()[0]) for one in running)
    saved_meanwhile = (monotonic() - began) * 10_000 / 60
    assert 10_000 <= answered <= 10_000 + saved_meanwhile + 1


def test_table_is_bounded_and_forgets_who_was_silent_longest(tmp_path: Path) -> None:
    create_purses(tmp_path)
    budgets = open_budgets(tmp_path)
    for number in range(2 * PLACES):
        budgets.spend(f"address {number}", 9 * LEAST_PRICE)
    # Who came last is remembered; the table is full of others and no larger.
    with pytest.raises(HttpRefusal):
        budgets.spend(f"address {2 * PLACES - 1}", 9 * LEAST_PRICE)
    forgotten = 0
    for number in range(200):
        try:
            budgets.spend(f"address {number}", 9 * LEAST_PRICE)
            forgotten += 1
        except HttpRefusal:
            pass
    assert forgotten > 150
    assert TRIED < PLACES
