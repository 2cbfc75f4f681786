"""Whatever a descriptor says is told where it is not understood, or breaks nothing."""

from __future__ import annotations

import copy
import json
import random
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from headcount import caveats
from headcount.charts import FORMS, charts_file
from headcount.charts.chart import make_chart
from headcount.core.errors import UserError
from headcount.desk.compare import compare
from headcount.desk.record import record
from headcount.figures import dictionary
from headcount.figures.package import load
from headcount.figures.package.properties import (
    FIGURES,
    INTEREST,
    MEASURE,
    NAMES,
    PROPERTIES,
    SOURCES,
    TIE,
    UNIT,
)
from headcount.figures.package.vocabulary import OVER
from headcount.figures.table import records

ROOT = Path(__file__).resolve().parents[2]
ODD = (
    None,
    True,
    3,
    -1,
    0.5,
    "",
    " ",
    "x",
    "{zz}",
    "{",
    "é",
    [],
    ["x"],
    [1],
    {},
    {"x": 1},
    [{}],
    [[]],
)
FEW, MANY = 6, 60


def said(descriptor: Any, way: tuple = ()) -> Iterator[tuple]:
    """Yield the way to each value of a descriptor, from the outside in."""
    inside = descriptor.items() if isinstance(descriptor, dict) else enumerate(descriptor)
    for key, value in inside:
        yield (*way, key)
        if isinstance(value, dict | list):
            yield from said(value, (*way, key))


def spoilt(descriptor: dict[str, Any], dice: random.Random) -> tuple[str, dict[str, Any]]:
    """Change one thing that a descriptor says, and say what."""
    other = copy.deepcopy(descriptor)
    names = {key for way in said(descriptor) for key in way if isinstance(key, str)}
    ways: dict[str, list[tuple]] = {}
    for way in said(descriptor):  # each property is as likely, however often it is said
        ways.setdefault(next(key for key in reversed(way) if isinstance(key, str)), []).append(way)
    *outer, last = way = dice.choice(ways[dice.choice(sorted(ways))])
    inside = other
    for key in outer:
        inside = inside[key]
    what = dice.choice(("odd", "odd", "gone", "misspelt", "other"))
    if what == "gone":
        del inside[last]
    elif what == "misspelt" and isinstance(inside, dict):
        inside[last[:-1] + "x"] = inside.pop(last)
    elif what == "other" and isinstance(inside, dict):
        inside[dice.choice(sorted(names))] = dice.choice(ODD)
    else:
        inside[last] = copy.deepcopy(dice.choice(ODD))
    return f"{what} at {way}: {json.dumps(inside)[:200]}", other


def use(folder: Path, dice: random.Random) -> None:
    """Do with a sound folder what is done with any: nothing may end in a traceback."""
    data = load(folder).package()
    dictionary.dictionary(data)
    rows = records(data)
    caveats.written(data, rows)
    if not rows:
        return
    some = dice.sample(rows, min(12, len(rows)))
    for one, other in pairwise(some):
        compare(data, one["figure_id"], other["figure_id"]).text()
    for row in some[:4]:
        record(data, row["figure_id"])
    choices = [{"form": form, "figures": [some[0]["figure_id"]]} for form in FORMS]
    choices += [
        {"form": "rank", "measure": row.get("category"), "source": row["source_id"]} for row in some
    ]
    named = charts_file.read(data)
    choices += [named[one] for one in dice.sample(sorted(named), min(3, len(named)))]
    for choice in choices:
        with suppress(UserError):
            make_chart(data, **choice).drawing(480)


@pytest.mark.parametrize(("name", "many"), [("beds", MANY), ("data", FEW)])
@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_what_a_descriptor_says_otherwise_is_told_or_breaks_nothing(tmp_path, name, many, seed):
    whole = ROOT / "data" if name == "data" else ROOT / "tests" / "packages" / name
    folder = tmp_path / name
    shutil.copytree(whole, folder)
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    dice = random.Random(seed)
    told = 0
    for _ in range(many):
        what, other = spoilt(descriptor, dice)
        (folder / "datapackage.json").write_text(json.dumps(other), encoding="utf-8")
        try:
            problems = load(folder).problems
            told += bool(problems)
            if not problems:
                use(folder, dice)
        except Exception as error:
            raise AssertionError(what) from error
    assert told > many / 3, "hardly anything was told: what is tried here?"


# What the page for contributors promises

PLACES = {
    "a table": FIGURES,
    "a table of names": NAMES,
    "a measure": MEASURE,
    "a unit": UNIT,
    "an interest": INTEREST,
    "a kind of source": SOURCES,
    "a tie of an outcome to its promise": TIE,
}
ELSEWHERE = {"measure", "whole", "relations"}  # `_check_meanings` holds what leads to other columns
OF_ANY_PACKAGE = {"contributors", "licenses", "version"}


def test_each_property_that_contributors_are_told_of_is_held_and_each_that_is_held_is_told():
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told: dict[str, set[str]] = {}
    for names, of in re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| ([^|]+) \|", page, re.MULTILINE):
        for name in re.findall(r"\w+", names):
            told.setdefault(name, set()).update(of.strip().split(", "))
    held = {name: set(kinds) for name, (_, kinds) in PROPERTIES.items()}
    assert told.keys() == (held.keys() | ELSEWHERE | {OVER}) - OF_ANY_PACKAGE
    for name in told.keys() - ELSEWHERE - {OVER}:
        assert {PLACES[of] for of in told[name]} == held[name], name
