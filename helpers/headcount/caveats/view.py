"""What is shown together, and all that a rule may ask about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from headcount.core.wording import all_of, capital, cardinal, few
from headcount.figures.cached import cached
from headcount.figures.dates import Span, parse
from headcount.figures.package import Package
from headcount.figures.phrase import own_columns, subject
from headcount.figures.provenance import Hop, Source, chains, sources, title
from headcount.figures.quantity import Quantity
from headcount.figures.table import records

STEADY_DAYS = 366
"""How long a count holds where the descriptor does not say (`steady_days`)."""

_NAMED = 3

Row = Mapping[str, Any]
Thing = tuple[Any, ...]


class Stated(NamedTuple):
    """A figure beside what every comparison asks of it."""

    row: Row
    publisher: str
    when: Span
    amount: Quantity


class Facts:
    """What a package says about its figures, each looked up once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._names: dict[Thing, str] = {}
        self._told_apart: dict[Thing, bool] = {}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources by `source_id`."""
        return sources(self.package)

    @cached_property
    def chains(self) -> dict[str, list[Hop]]:
        """The recorded ways of figures to us."""
        return chains(self.package)

    @cached_property
    def resources(self) -> dict[str, dict[str, Any]]:
        """What the descriptor says of each table."""
        return {table: self.package.resource(table) for table in self.package.tables}

    @cached_property
    def own(self) -> dict[str, list[str]]:
        """The columns that say what a table of figures counts."""
        tables = self.package.figure_tables
        return {table: own_columns(self.package, table) for table in tables}

    @cached_property
    def lists(self) -> dict[tuple[str, str], dict[str, dict[str, Any]]]:
        """The closed lists: by table and column, each value with all that is said of it."""
        return {
            (table, column["name"]): {one["value"]: one for one in column["categories"]}
            for table in self.package.tables
            for column in self.package.fields(table)
            if column.get("categories")
        }

    @cached_property
    def measures(self) -> dict[str, list[str]]:
        """Of each table of figures the own columns with a closed list: what is measured."""
        return {
            table: [name for name in own if (table, name) in self.lists]
            for table, own in self.own.items()
        }

    @cached_property
    def things(self) -> dict[Thing, list[Stated]]:
        """All whole figures that count one thing, by the thing."""
        found: dict[Thing, list[Stated]] = {}
        for row in records(self.package):
            thing = None if row.get("part_of") else self.thing(row)
            if thing is not None:
                found.setdefault(thing, []).append(self.stated(row))
        return found

    def stated(self, row: Row) -> Stated:
        """Return a figure beside its publisher, its time and its amount."""
        publisher = self.sources[str(row["source_id"])]["publisher"]
        return Stated(row, publisher, parse(row["as_of"]), Quantity.of(row))

    @cached_property
    def denials(self) -> dict[str, list[dict[str, Any]]]:
        """The figures that deny another one, by the one that is denied."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in records(self.package):
            if row["status"] == "denied" and row.get("answers"):
                found.setdefault(str(row["answers"]), []).append(row)
        return found

    @cached_property
    def of_caveat(self) -> dict[str, set[str]]:
        """The figures that each written caveat names."""
        found: dict[str, set[str]] = {}
        for row in self.package.tables.get("caveat_targets", []):
            if row["applies_to"] == "figure":
                found.setdefault(str(row["caveat_id"]), set()).add(str(row["target"]))
        return found

    def said_of(self, row: Row, column: str) -> dict[str, Any]:
        """Return what the descriptor says of the value in a column with a closed list."""
        return self.lists.get((row["table"], column), {}).get(row.get(column) or "", {})

    def thing(self, row: Row) -> Thing | None:
        """Return what a figure counts, so that two of one thing compare equal.

        `None` where the columns cannot tell: without a measure, or where the word for it means
        different things by source.
        """
        table = row["table"]
        thing = (table, row["unit"], *(row[name] or "" for name in self.own[table]))
        if thing not in self._told_apart:
            self._told_apart[thing] = self._is_one_thing(row)
        return thing if self._told_apart[thing] else None

    def _is_one_thing(self, row: Row) -> bool:
        table = row["table"]
        measures = self.measures[table]
        return (
            any(row[name] for name in measures)
            and not any(self.said_of(row, name).get("varies") for name in measures)
            and all(self._is_settled(table, name) for name in self.own[table])
        )

    def whose(self, row: Row) -> Thing:
        """Return whom a figure is about, whatever is measured of it."""
        table = row["table"]
        return (table, *(row[n] or "" for n in self.own[table] if n not in self.measures[table]))

    def flow(self, row: Row) -> str:
        """Say ``"stock"`` or ``"flow"``, or nothing where the descriptor does not tell.

        A caveat that marks figures as added up over a time speaks first, then the measure, the
        unit and the table.
        """
        resource = self.resources[row["table"]]
        if row["figure_id"] in self.of_caveat.get(resource.get("flow_caveat", ""), ()):
            return "flow"
        for column in (*self.measures[row["table"]], "unit"):
            told = self.said_of(row, column).get("measures")
            if told:
                return str(told)
        return str(resource.get("measures", ""))

    def name(self, row: Row) -> str:
        """Say whom or what a figure counts; many figures count the same."""
        table = row["table"]
        counted = (table, *(row[name] for name in self.own[table]))
        if counted not in self._names:
            self._names[counted] = capital(subject(self.package, row))
        return self._names[counted]

    def steady_days(self, row: Row) -> int:
        """Return for how many days a figure of this table holds."""
        return int(self.resources[row["table"]].get("steady_days", STEADY_DAYS))

    def _is_settled(self, table: str, column: str) -> bool:
        """Whether a column has one word for one thing: a closed list, or a key to a table."""
        if (table, column) in self.lists:
            return True
        return any(key.fields == (column,) for key in self.package.foreign_keys(table))


@cached
def facts(package: Package) -> Facts:
    """Return what a package says about its figures; looked up once for each package."""
    return Facts(package)


@dataclass(frozen=True)
class View:
    """Figures that are shown together.

    Parameters
    ----------
    package
        The data.
    rows
        The figures in view, each with every column and its `table`; `name`, where a row has it, is
        what notes call it.
    base
        The population figures that they are divided by, by `figure_id` of the row.
    focus
        The figures that the words are about; `None` for two figures that are held against each
        other, which are both.
    """

    package: Package
    rows: tuple[Row, ...]
    base: Mapping[str, Row] = field(default_factory=dict)
    focus: frozenset[str] | None = None

    @cached_property
    def facts(self) -> Facts:
        """What the package says about its figures."""
        return facts(self.package)

    @property
    def is_pair(self) -> bool:
        """Whether two figures are held against each other."""
        return self.focus is None and len(self.rows) == 2

    @cached_property
    def numbered(self) -> list[Row]:
        """The rows that give a number."""
        return [row for row in self.rows if row["qualifier"] != "statement"]

    def by_whose(self) -> dict[Thing, list[Row]]:
        """Return the rows that give a number by whom they are about."""
        groups: dict[Thing, list[Row]] = {}
        for row in self.numbered:
            groups.setdefault(self.facts.whose(row), []).append(row)
        return groups

    def amount(self, row: Row) -> Quantity:
        """Return the amount of a row, per head where it is divided by a population."""
        amount = Quantity.of(row)
        base = self.base.get(row["figure_id"])
        return amount if base is None else amount.per(Quantity.of(base))

    def when(self, row: Row) -> Span:
        """Return the time that a row is true of."""
        return parse(row["as_of"])

    def hops(self, row: Row) -> list[Hop]:
        """Return the way of a row to us, origin first."""
        return self.facts.chains.get(row["figure_id"], [])

    def publisher(self, row: Row) -> str:
        """Return who published a row."""
        return self.facts.sources[row["source_id"]]["publisher"]

    def short_title(self, row: Row) -> str:
        """Return the source of a row, as a chart prints it."""
        return title(self.facts.sources[row["source_id"]])

    def name(self, row: Row) -> str:
        """Say whom or what a row counts."""
        return str(row.get("name") or self.facts.name(row))

    def call(self, row: Row) -> str:
        """Say a row in a note: by its amount where two are compared, else by its name."""
        return self.amount(row).label(bounds=False) if self.is_pair else self.name(row)

    def called(self, rows: Iterable[Row]) -> str:
        """Name rows in a note, the first few of many."""
        return few([self.call(row) for row in rows], _NAMED)

    def share(self, rows: Sequence[Row]) -> str:
        """Say how many of the rows that give a number some of them are: ``three of 12 figures``."""
        many = len(self.numbered)
        some = f"{cardinal(len(rows))} of {cardinal(many)} figures"
        text = all_of(many, "figure") if len(rows) == many else some
        return text if many == len(self.rows) else f"{text} with a number"


def days_apart(one: Span, other: Span) -> int:
    """Return how many days surely lie between two times; 0 where they may touch.

    Examples
    --------
    >>> days_apart(parse("2008"), parse("2009-02-01"))
    32
    """
    first, second = (one, other) if one.earliest <= other.earliest else (other, one)
    return max(0, (second.earliest - first.latest).days)
