"""An explorer as the page works it, and what a covering sample of its choices shows."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import pytest
from headcount.charts.chart import Chart
from headcount.notebook.explore import Explorer

TURNS = 40  # choices that are looked at for each that is taken


def offered(explorer: Explorer, name: str) -> list[Any]:
    """Return what a menu offers, as what it stands for."""
    return [value for _, value in explorer.menus[name].entries]


def values(explorer: Explorer) -> dict[str, Any]:
    """Return what each menu says."""
    return {name: explorer.menus[name].value for name in explorer.menus}


def pick(explorer: Explorer, name: str, value: Any) -> None:
    """Take an entry of a menu as the page does: by its place and its words."""
    at = offered(explorer, name).index(value)
    label = explorer.menus.menus[[*explorer.menus].index(name)]["entries"][at]
    message = {"kind": "pick", "name": name, "at": at, "label": label}
    explorer.menus._handle_custom_msg(message, [])


def tick(explorer: Explorer, name: str, ticked: list[str]) -> None:
    """Tick these boxes of a list, and no others."""
    explorer.checklists[name].ticked = ticked


def few(some: list[Any]) -> list[Any]:
    """Return the ends and the middle of a list, as a sample of it."""
    places = sorted({0, 1, len(some) // 2, len(some) - 2, len(some) - 1} & set(range(len(some))))
    return [some[place] for place in places]


def covering(explorer: Explorer, count: int, seed: int = 1) -> Iterator[Chart]:
    """Yield up to `count` charts of an explorer, so chosen that each shows new pairs of values.

    The choices come from a seeded walk over its controls: the same every time.
    """
    chance = random.Random(seed)
    seen: set[Any] = set()
    for _ in range(count):
        for _ in range(TURNS):
            _wander(explorer, chance)
            said = [(name, str(value)) for name, value in values(explorer).items()]
            pairs = {frozenset(pair) for pair in combinations(said, 2)}
            if explorer.chart is not None and pairs - seen:
                seen |= pairs
                yield explorer.chart
                break


def samples(charts: Iterable[str], everyday: int, long: int) -> list[Any]:
    """Return each chart with how many its explorer is to come to: few, and in the long run many."""
    return [
        *(pytest.param((name, everyday), id=name) for name in charts),
        *(pytest.param((name, long), id=f"{name}-long", marks=pytest.mark.slow) for name in charts),
    ]


def _wander(explorer: Explorer, chance: random.Random) -> None:
    """Set one control, whichever it is, to something that it offers."""
    lists = [name for name, one in explorer.checklists.items() if one.options]
    name = chance.choice([*explorer.menus, *lists])
    if name not in lists:
        pick(explorer, name, chance.choice(offered(explorer, name)))
        return
    there = [value for _, value in explorer.checklists[name].options]
    some = chance.sample(there, chance.randint(1, min(8, len(there))))
    tick(explorer, name, some if chance.random() < 0.5 else there)
