"""What changed between two states of a package, and whether a correction says so.

A published figure is never changed silently: a number that someone has quoted keeps its history.

**What counts.** Whatever a chart of the earlier state could show is published: every cell of a
figure, and of the sources, speakers, names, outcomes and caveats that stand with it; the words of
the descriptor that are printed (`SHOWN`); each key of a chart that ``charts.toml`` names. Where
such a thing is another one now, or gone, that is a silent change until a row of ``corrections``
says what it was, what it is and why. What is new was not published, and what says only where and
how closely something was read (`FREE`) may be said better: both are listed, and are no error. A
correction that was made stays.

**How it is said.** A row of ``corrections`` names the table, in ``figure_id`` what its row is known
by, and in ``field`` the column. Of a row that is known by more than that, the column is followed by
the rest: ``speaker of 0`` for hop 0. A word of the descriptor is known by itself, and its field is
``column.label``; a chart by its name, in the table ``charts``. What is gone has its own key as
``old`` and nothing as ``new``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from headcount.figures.package import Package, Problem
from headcount.figures.package.cells import plain
from headcount.figures.package.problem import printable, shown
from headcount.figures.package.vocabulary import FIGURE_ID

FREE = ("locator", "verification", "evidence", "independence", "language")
"""Columns that say where and how closely something was read."""

SHOWN = (
    *("label", "kind", "counts", "measures", "contains", "varies", "takes_sides", "says_so"),
    *(
        "phrase",
        "phrase_alone",
        "phrases",
        "heading",
        "headings",
        "one",
        "many",
        "whole",
        "measure",
        "is_base",
    ),
    *("relations", "licenses", "flow_caveat", "steady_days"),
)
"""Properties of the descriptor that charts print, or that decide what they print."""

Correction = tuple[str, str, str, str]
"""A correction: what it is of, the field, what stood there and what stands there."""

CORRECTIONS, CHARTS, DESCRIPTOR = "corrections", "charts", "datapackage"


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was: where it stands, what it was and is, whether charts show it.

    ``old`` or ``new`` is empty where nothing stood or stands there.
    """

    file: str
    table: str
    key: str
    field: str
    old: str
    new: str
    shown: bool = True

    @property
    def wrong(self) -> str:
        """What happened, in words."""
        if self.old == self.key and not self.new:
            return f"{self.key} is gone"
        if self.new == self.key and not self.old:
            return f"{self.key} is new"
        return f"{self.key} was {_brief(self.old)}, is {_brief(self.new)}"

    def __str__(self) -> str:
        return printable(f"{self.file}:{self.field}: {self.wrong}")

    def as_problem(self) -> Problem:
        """Return it as an error that a row of the corrections mends."""
        old, new = (one.replace('"', '""') for one in (self.old, self.new))
        right = (
            f"add a row to corrections.csv with the reason (table {self.table}, "
            f'figure_id {self.key}, field {self.field}, old "{old}", new "{new}")'
        )
        return Problem(self.file, None, self.field, self.wrong, right)


def changes(before: Package, after: Package) -> Iterator[Change]:
    """Yield everything in which two states of a package differ, but for their charts.

    Examples
    --------
    >>> from headcount.figures import package
    >>> data = package.read()
    >>> list(changes(data, data))
    []
    """
    for table in before.tables:
        if table == CORRECTIONS:
            continue
        yield from _rows(before, after, table)
    for table in sorted(after.tables.keys() - before.tables.keys()):
        yield Change(_file(after, table), table, table, "table", "", table, shown=False)
    yield from _words(before.descriptor, after.descriptor)


def silent_changes(
    before: Package, after: Package, more: Iterable[Change] = ()
) -> tuple[list[Problem], list[Change]]:
    """Part what changed without a row in ``corrections`` from what may change so.

    Parameters
    ----------
    before, after
        Two states of one package.
    more
        Changes of its charts.

    Returns
    -------
    tuple of list of Problem and list of Change
        One error for each silent change and each correction that is gone; then all else that
        changed.
    """
    corrections = set(_corrections(after))
    # a correction that is corrected on its own day stays one row, from what stood there first
    first = {(key, field, new): old for key, field, old, new in _corrections(before)}
    problems, others = [], []
    for one in (*changes(before, after), *more):
        older = first.get((one.key, one.field, one.old), one.old)
        ways = {(one.key, one.field, old, one.new) for old in (one.old, older)}
        if not one.shown or ways & corrections:
            others.append(one)
        else:
            problems.append(one.as_problem())
    return [*problems, *_corrections_gone(before, corrections)], others


def entries(table: str, name: str, old: Any, new: Any, file: str) -> Iterator[Change]:
    """Yield what is otherwise in two mappings that are called by one name, such as two charts."""
    for key in dict.fromkeys([*old, *new]):
        was, now = _text(old.get(key)), _text(new.get(key))
        if was != now:
            yield Change(file, table, name, key, was, now)


def _corrections_gone(before: Package, corrections: set[Correction]) -> Iterator[Problem]:
    """Report each correction of before that is gone, and not part of another."""
    ends = {(key, field, old) for key, field, old, _ in corrections}
    for key, field, old, new in _corrections(before):
        if (key, field, old, new) not in corrections and (key, field, old) not in ends:
            wrong = f"the correction of {key} from {_brief(old)} to {_brief(new)} is gone"
            yield Problem(f"{CORRECTIONS}.csv", None, field, wrong, "put it back")


def _corrections(package: Package) -> Iterator[Correction]:
    """Give each correction of a package: what it is of, its column, what stood there and stands."""
    for row in package.tables.get(CORRECTIONS, []):
        yield str(row[FIGURE_ID]), str(row["field"]), plain(row["old"]), plain(row["new"])


def _rows(before: Package, after: Package, table: str) -> Iterator[Change]:
    file = _file(before, table)
    if table not in after.tables:
        yield Change(file, table, table, "table", table, "")
        return
    names = _key(before, table)
    was, now = (
        {tuple(plain(row.get(name)) for name in names): row for row in one.tables[table]}
        for one in (before, after)
    )
    for key, old in was.items():
        if key not in now:
            yield Change(file, table, key[0], _of(names[0], key), key[0], "")
            continue
        for field in dict.fromkeys([*old, *now[key]]):
            cells = plain(old.get(field)), plain(now[key].get(field))
            if cells[0] != cells[1]:
                yield Change(
                    file, table, key[0], _of(field, key), *cells, field in old and field not in FREE
                )
    for key in [key for key in now if key not in was]:
        yield Change(file, table, key[0], _of(names[0], key), "", key[0], shown=False)


def _key(package: Package, table: str) -> list[str]:
    """Return the columns that a row is known by: all of them where the table has no key."""
    key = package.schema(table).get("primaryKey") or []
    return (
        [key] if isinstance(key, str) else [*key] or [one["name"] for one in package.fields(table)]
    )


def _of(field: str, key: tuple[str, ...]) -> str:
    rest = ", ".join(filter(None, key[1:]))
    return f"{field} of {rest}" if rest else field


def _file(package: Package, table: str) -> str:
    return str(package.resource(table)["path"])


def _words(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Yield what is otherwise in two descriptors, each word of a column under its own name."""
    was, now = dict(_flat(before)), dict(_flat(after))
    for place in dict.fromkeys([*was, *now]):
        old, new = was.get(place, ""), now.get(place, "")
        if old != new:
            table, key, field = place
            is_shown = any(part in SHOWN for part in field.split(".")) and bool(old)
            yield Change("datapackage.json", table, key, field, old, new, is_shown)


def _flat(descriptor: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Yield each thing that a descriptor says, with the table, the word and the field it is of."""

    def said(of: Mapping[str, Any], table: str, key: str, field: str, but: str) -> Iterator[Any]:
        for name in [name for name in of if name != but]:
            yield (table, key, field + name), _text(of[name])

    yield from said(descriptor, DESCRIPTOR, DESCRIPTOR, "", "resources")
    for resource in descriptor["resources"]:
        table = resource["name"]
        yield from said(resource, table, table, "", "schema")
        yield from said(resource["schema"], table, table, "schema.", "fields")
        for column in resource["schema"]["fields"]:
            field = f"{column['name']}."
            yield from said(column, table, table, field, "categories")
            for word in column.get("categories", ()):
                yield from said(word, table, str(word["value"]), field, "value")


def _text(said: Any) -> str:
    if said is None:
        return ""
    return said if isinstance(said, str) else json.dumps(said, ensure_ascii=False, sort_keys=True)


def _brief(text: str) -> str:
    cut = shown(text)[1:-1]
    return cut or "empty"
