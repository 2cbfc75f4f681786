"""Pairs of figures on invented subjects, with what may be said of each, labelled by hand.

`README.md` beside this file says how they were labelled. Nothing here imports the project: the
labels are what it is measured by.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent

RULES = (
    "claim-beside-count",
    "different-measures",
    "different-units",
    "stock-beside-flow",
    "different-periods",
    "different-dates",
    "one-origin",
    "disputed",
    "party-to-the-conflict",
    "hearsay",
    "open-bound",
    "overlap",
    "base-decides",
)
VERDICTS = ("comparable", "with care", "not comparable")
STATUSES = ("offered", "planned", "claimed", "denied", "estimated", "confirmed", "completed")
INTERESTS = ("party", "partisan", "ally-of-party", "rival", "none", "unknown")
AMOUNTS = ("stock", "flow")
RELATIONS = ("base", "part")

# which of low, value and high a qualifier fills: what it must, and what it may
FILLED = {
    "exact": ({"value"}, {"low", "high"}),
    "about": ({"value"}, {"low", "high"}),
    "estimated": ({"value"}, {"low", "high"}),
    "derived": ({"value"}, {"low", "high"}),
    "nearly": ({"value", "high"}, set()),
    "more-than": ({"low"}, set()),
    "at-least": ({"low"}, set()),
    "up-to": ({"high"}, set()),
    "range": ({"low", "high"}, set()),
    "statement": (set(), set()),
}

_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
_EDTF = re.compile(rf"{_DATE}(/{_DATE})?")

LEAST_PAIRS, LEAST_SUBJECTS = 140, 18
FAIR = (0.45, 0.55)  # half of the pairs, give or take a twentieth
HELD_OUT = (0.3, 0.4)  # a third of the subjects


@dataclass(frozen=True, slots=True)
class Unit:
    """How an amount is said, and whether it was counted or measured."""

    word: str
    counts: bool
    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What a table counts under one word."""

    word: str
    says: str
    kind: str
    amount: str
    contains: tuple[str, ...] = ()
    varies: bool = False


@dataclass(frozen=True, slots=True)
class Dimension:
    """A column that only cuts a measure, and its word for the whole, if it has one."""

    column: str
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of figures: its measures, and the columns that are none."""

    name: str
    measure: str
    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    steady_days: int = 366


@dataclass(frozen=True, slots=True)
class Relation:
    """A standard relation of two measures, at one place and one time."""

    kind: str
    of: str
    to: str
    says: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure was read."""

    id: str
    publisher: str
    published: str
    relies_on: str | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One of those through whom a figure came; the first is its origin."""

    speaker: str
    named: bool
    interest: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure."""

    id: str
    table: str
    columns: dict[str, str]
    qualifier: str
    unit: str
    status: str
    as_of: str
    source: str
    low: float | None = None
    value: float | None = None
    high: float | None = None
    reported: str | None = None
    answers: str | None = None
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures, and what may be said of them."""

    a: str
    b: str
    verdict: str
    rules: tuple[str, ...]
    ratio: str
    why: str
    per: str | None = None
    may: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    points: tuple[int, ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()

    @property
    def is_fair(self) -> bool:
        """Whether no caveat at all is right."""
        return self.verdict == "comparable"


@dataclass(frozen=True, slots=True)
class Subject:
    """One file: its figures, which together are the record, and its pairs."""

    name: str
    title: str
    held_out: bool
    units: dict[str, Unit]
    tables: dict[str, Table]
    relations: tuple[Relation, ...]
    sources: dict[str, Source]
    figures: dict[str, Figure]
    pairs: tuple[Pair, ...]

    def measure_of(self, figure: Figure) -> Measure | None:
        """Return what a figure measures; nothing where its word is not in its table."""
        table = self.tables[figure.table]
        word = figure.columns.get(table.measure)
        return next((one for one in table.measures if one.word == word), None)


def subjects(folder: Path = HERE) -> tuple[Subject, ...]:
    """Read all files of a folder, in the order of their names."""
    return tuple(_subject(path) for path in sorted(folder.glob("*.toml")))


def faults(read: tuple[Subject, ...]) -> list[str]:
    """Name everything that does not hold, in single files and in all of them together."""
    return [*chain.from_iterable(_faults_in(one) for one in read), *_faults_of_all(read)]


def _subject(path: Path) -> Subject:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return Subject(
        name=path.stem,
        title=said["title"],
        held_out=said["held_out"],
        units={word: Unit(word=word, **unit) for word, unit in said["units"].items()},
        tables={one["name"]: _table(one) for one in said["tables"]},
        relations=tuple(Relation(**one) for one in said.get("relations", ())),
        sources=_by_id([Source(**one) for one in said["sources"]], path),
        figures=_by_id([_figure(one) for one in said["figures"]], path),
        pairs=tuple(Pair(**_frozen(one)) for one in said["pairs"]),
    )


def _table(said: dict[str, Any]) -> Table:
    return Table(
        **{
            **said,
            "dimensions": tuple(Dimension(**one) for one in said["dimensions"]),
            "measures": tuple(Measure(**_frozen(one)) for one in said["measures"]),
        }
    )


def _figure(said: dict[str, Any]) -> Figure:
    return Figure(**{**said, "hops": tuple(Hop(**one) for one in said.get("hops", ()))})


def _frozen(said: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(it) if isinstance(it, list) else it for key, it in said.items()}


def _by_id(read: list[Any], path: Path) -> dict[str, Any]:
    named = {one.id: one for one in read}
    if len(named) != len(read):
        raise ValueError(f"{path.name}: an id is there twice")
    return named


def _faults_in(subject: Subject) -> list[str]:
    found = [*_faults_of_tables(subject), *_faults_of_sources(subject)]
    for figure in subject.figures.values():
        found += [f"{figure.id}: {fault}" for fault in _faults_of_figure(figure, subject)]
    for pair in subject.pairs:
        found += [f"{pair.a} / {pair.b}: {fault}" for fault in _faults_of_pair(pair, subject)]
    met = [(*sorted((pair.a, pair.b)), pair.per) for pair in subject.pairs]
    if len(set(met)) != len(met):
        found.append("a pair is there twice")
    return [f"{subject.name}: {fault}" for fault in found]


def _faults_of_tables(subject: Subject) -> list[str]:
    found = []
    known = {
        f"{table.name}.{one.word}" for table in subject.tables.values() for one in table.measures
    }
    for table in subject.tables.values():
        for one in table.measures:
            if one.amount not in AMOUNTS:
                found.append(f"{one.word} is {one.amount}, which is neither a stock nor a flow")
            if unknown := {f"{table.name}.{part}" for part in one.contains} - known:
                found.append(f"{one.word} contains {unknown}, which nobody measures")
    for relation in subject.relations:
        if relation.kind not in RELATIONS:
            found.append(f"no relation is called {relation.kind}")
        if unknown := {relation.of, relation.to} - known:
            found.append(f"{relation.says} is of {unknown}, which nobody measures")
    return found


def _faults_of_sources(subject: Subject) -> list[str]:
    found = []
    for source in subject.sources.values():
        if source.relies_on not in {None, *subject.sources}:
            found.append(f"{source.id} relies on {source.relies_on}, which is no source")
        if not _EDTF.fullmatch(source.published):
            found.append(f"{source.id} was published on {source.published}, which is no date")
    return found


def _faults_of_figure(figure: Figure, subject: Subject) -> list[str]:
    if figure.table not in subject.tables:
        return [f"there is no table {figure.table}"]
    table = subject.tables[figure.table]
    found = [*_faults_of_amount(figure)]
    wrong = {
        "measure": subject.measure_of(figure) is None,
        "columns": set(figure.columns) != {table.measure, *(it.column for it in table.dimensions)},
        "unit": figure.unit not in subject.units,
        "status": figure.status not in STATUSES,
        "source": figure.source not in subject.sources,
        "as_of": not _EDTF.fullmatch(figure.as_of),
        "reported": figure.reported is not None and not _EDTF.fullmatch(figure.reported),
        "hops": any(hop.interest not in INTERESTS for hop in figure.hops),
        "answers": figure.answers not in {None, *subject.figures},
    }
    found += [f"its {what} is not known" for what, is_wrong in wrong.items() if is_wrong]
    if figure.answers and figure.status != "denied":
        found.append("it answers a figure and denies nothing")
    return found


def _faults_of_amount(figure: Figure) -> list[str]:
    if figure.qualifier not in FILLED:
        return [f"no amount is qualified by {figure.qualifier}"]
    must, may = FILLED[figure.qualifier]
    ends = {"low": figure.low, "value": figure.value, "high": figure.high}
    filled = {name for name, amount in ends.items() if amount is not None}
    found = []
    if not must <= filled <= must | may:
        found.append(f"{figure.qualifier} does not fill {sorted(filled)}")
    stated = [amount for amount in ends.values() if amount is not None]
    if stated != sorted(stated):
        found.append("its bounds are not in order")
    if figure.qualifier == "statement" and figure.status != "denied":
        found.append("a statement without an amount denies nothing")
    return found


def _faults_of_pair(pair: Pair, subject: Subject) -> list[str]:
    if unknown := {pair.a, pair.b} - set(subject.figures):
        return [f"there is no figure {unknown}"]
    named = [*pair.rules, *pair.may, *pair.near]
    statuses = {subject.figures[one].status for one in (pair.a, pair.b)}
    promises = {
        "two figures are compared": pair.a != pair.b,
        "each rule is known": set(named) <= set(RULES),
        "each rule fires, may fire or stays silent": len(set(named)) == len(named),
        "the verdict is known": pair.verdict in VERDICTS,
        "it is comparable only where no rule fires": not pair.is_fair or not pair.rules + pair.may,
        "with care, there is a caveat": pair.verdict != "with care" or bool(pair.rules),
        "what is not comparable has no ratio": pair.verdict != "not comparable"
        or pair.ratio == "none",
        "a denial is not comparable": "denied" not in statuses or pair.verdict == "not comparable",
        "its population is a source's": pair.per in {None, *subject.sources},
        "the base decides only per head": "base-decides" not in named or pair.per is not None,
        "its points are of the issue": set(pair.points) <= set(range(4, 15)),
        "why is a sentence": pair.why.endswith(".") and not pair.why[0].islower(),
        "the ratio is said": bool(pair.ratio),
    }
    return [f"it does not hold that {promise}" for promise, holds in promises.items() if not holds]


def _faults_of_all(read: tuple[Subject, ...]) -> list[str]:
    pairs = [pair for subject in read for pair in subject.pairs]
    promises = {
        f"there are {LEAST_SUBJECTS} subjects": len(read) >= LEAST_SUBJECTS,
        f"there are {LEAST_PAIRS} pairs": len(pairs) >= LEAST_PAIRS,
        "half of the pairs are fair": _is_within(sum(one.is_fair for one in pairs), pairs, FAIR),
        "a third of the subjects is held out": _is_within(
            sum(one.held_out for one in read), read, HELD_OUT
        ),
    }
    return [f"it does not hold that {promise}" for promise, holds in promises.items() if not holds]


def _is_within(count: int, of: Any, bounds: tuple[float, float]) -> bool:
    return bool(of) and bounds[0] <= count / len(of) <= bounds[1]
