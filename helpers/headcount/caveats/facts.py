"""What a package says about its figures: what they measure, of whom, when, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain, count
from typing import Any, NamedTuple

from headcount.figures.dates import Span, on, parse, words, years
from headcount.figures.package import Package, cached
from headcount.figures.package.vocabulary import AHEAD
from headcount.figures.phrase import alone, own_columns
from headcount.figures.provenance import Hop, Origins, Source, chains, sources, voice
from headcount.figures.quantity import Quantity
from headcount.figures.status import is_amount
from headcount.figures.table import Row, record_of

STEADY_DAYS = 366
"""How long a count holds where the descriptor does not say (`steady_days`)."""

Thing = tuple[Any, ...]


def inside(a: Span, b: Span) -> bool:
    """Whether a time lies inside another."""
    return b.earliest <= a.earliest and a.latest <= b.latest


def overlaps(a: Span, b: Span) -> bool:
    """Whether two times have a day in common."""
    return a.earliest <= b.latest and b.earliest <= a.latest


def touches(a: Span, b: Span) -> bool:
    """Whether one of two times lies inside the other."""
    return inside(a, b) or inside(b, a)


class Stated(NamedTuple):
    """A figure beside what every comparison asks of it."""

    row: Row
    origin: str
    publisher: str
    amount: Quantity


class Facts:
    """What a package says about its figures, each looked up once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._thing_of: dict[str, Thing] = {}  # each is asked for once with every other figure
        self._names: dict[Thing, str] = {}
        self._amounts: dict[Thing, str] = {}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources by `source_id`."""
        return sources(self.package)

    @cached_property
    def chains(self) -> dict[str, list[Hop]]:
        """The recorded ways of figures to us."""
        return chains(self.package)

    @cached_property
    def origins(self) -> Origins:
        """Whom each figure goes back to."""
        return Origins(self.package)

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
    def measure(self) -> dict[str, str]:
        """Of each table of figures the column that says what is measured, or nothing."""
        return {table: str(self.resources[table].get("measure", "")) for table in self.own}

    @cached_property
    def cuts(self) -> dict[str, dict[str, str]]:
        """Of each table of figures the dimensions, each with its word for the whole, if any."""
        return {
            table: {
                column["name"]: str(column.get("whole", ""))
                for column in self.package.fields(table)
                if column["name"] in own and column["name"] != self.measure[table]
            }
            for table, own in self.own.items()
        }

    @cached_property
    def relations(self) -> dict[tuple[str, str], dict[str, str]]:
        """The relations that are declared, by the two measures that belong together."""
        said = self.package.descriptor.get("relations", [])
        return {(one["of"], one["to"]): one for one in said}

    def beside(self, row: Row) -> list[Stated]:
        """Return what other publishers give for what a figure counts, of times that touch.

        Only whole figures that give an amount. Of a hundred thousand figures of one thing, few are:
        the others are never looked at.
        """
        if not self._is_settled(row["table"]):
            return []
        mine, publisher = self.when(row), self.publisher(row)
        found = []
        for (as_of, over, whose), those in self._places.get(self.thing(row), {}).items():
            if whose != publisher and touches(mine, self.when({"as_of": as_of, "over": over})):
                found += those
        rows = (record_of(self.package, figure) for _, figure in sorted(found))
        return [self._state(one) for one in rows if is_amount(one) and not one.get("part_of")]

    @cached_property
    def _places(self) -> dict[Thing, dict[tuple[str, str, str], list[tuple[int, str]]]]:
        """The figures of each thing, with their place, by their time and their publisher."""
        found: dict[Thing, dict[tuple[str, str, str], list[tuple[int, str]]]] = {}
        publishers = {name: one["publisher"] for name, one in self.sources.items()}
        place = count()
        for table, own in self.own.items():
            timed = {one["name"] for one in self.package.fields(table)} & {"over"}
            names = ("figure_id", "source_id", "as_of", *timed, "unit", *own)
            columns = [self.package.column(table, name) for name in names]
            for figure, source, as_of, *cells in zip(*columns, strict=True):
                over = str(cells.pop(0) or "") if timed else ""
                thing = (table, *("" if cell is None else cell for cell in cells))
                alike = str(as_of), over, publishers[str(source)]
                there = found.setdefault(thing, {}).setdefault(alike, [])
                there.append((next(place), str(figure)))
        return found

    def _state(self, row: Row) -> Stated:
        return Stated(row, self.origins[row["figure_id"]], self.publisher(row), Quantity.of(row))

    def _rows_of(self, thing: Thing) -> Iterator[Row]:
        found = sorted(chain.from_iterable(self._places.get(thing, {}).values()))
        return (record_of(self.package, figure) for _, figure in found)

    @cached_property
    def denials(self) -> dict[str, list[Row]]:
        """The denials of each figure, by the figure that is denied.

        Who denies what somebody said denies it in every paper: where the same speaker says the
        same of the same thing and time, elsewhere, that is denied as well.
        """
        found: dict[str, list[Row]] = {}
        denials = [
            record_of(self.package, str(figure))
            for table in self.package.figure_tables
            for figure, status in zip(
                *(self.package.column(table, name) for name in ("figure_id", "status")), strict=True
            )
            if status == "denied"
        ]
        asked = {row["answers"] for row in denials if row.get("answers")}
        claims = {one: record_of(self.package, one) for one in asked}
        by_voice: dict[Thing, list[Row]] = {}
        for thing in {self.thing(claim) for claim in claims.values()}:
            for row in self._rows_of(thing):
                by_voice.setdefault(self._statement(row), []).append(row)
        for denial in denials:
            claim = claims.get(denial.get("answers") or "")
            for row in by_voice[self._statement(claim)] if claim else ():
                if row["status"] != "denied":
                    found.setdefault(row["figure_id"], []).append(denial)
        return found

    def _statement(self, row: Row) -> Thing:
        """Return who says which number of what, and of when."""
        speaker = voice(self.chains.get(row["figure_id"], []), row["figure_id"])
        amount = Quantity.of(row)
        return (speaker, *self.thing(row), row["as_of"], amount)

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

    def publisher(self, row: Row) -> str:
        """Return who published a figure."""
        return self.sources[row["source_id"]]["publisher"]

    def is_ahead(self, row: Row) -> bool:
        """Whether what a figure counts had still to come: an offer or a plan covers no time."""
        return row["status"] in AHEAD

    def is_to_come(self, row: Row) -> bool:
        """Whether an offer or a plan names the time that it is for: a later one, or a span."""
        if not self.is_ahead(row):
            return False
        said = row.get("reported") or self.sources[row["source_id"]].get("published")
        later = bool(said) and parse(row["as_of"]).earliest > parse(str(said)).latest
        return later or "/" in row["as_of"]

    def thing(self, row: Row) -> Thing:
        """Return what a figure counts, so that two of one thing compare equal."""
        found = self._thing_of.get(row["figure_id"])
        if found is None:
            table = row["table"]
            found = (table, row["unit"], *(row[name] or "" for name in self.own[table]))
            self._thing_of[row["figure_id"]] = found
        return found

    def measured(self, row: Row) -> str:
        """Return the measure of a figure: ``table.word``, or its table where it is the one."""
        column = self.measure[row["table"]]
        return f"{row['table']}.{row[column]}" if column else str(row["table"])

    def said_of_measure(self, row: Row) -> dict[str, Any]:
        """Return what the descriptor says of a figure's measure."""
        return self.said_of(row, self.measure[row["table"]])

    def kind(self, row: Row) -> str:
        """Return the kind of thing that a figure counts; unsaid, each table counts its own.

        The measure speaks first, then the unit and the table.
        """
        resource = self.resources[row["table"]]
        told = (self.said_of_measure(row), self.said_of(row, "unit"), resource)
        return next((str(one["kind"]) for one in told if one.get("kind")), str(row["table"]))

    def flow(self, row: Row) -> str:
        """Say ``"stock"`` or ``"flow"``, or nothing where the descriptor does not tell.

        The row itself speaks first, by the time that it was added up over, or by the caveat that
        marks such figures; then the measure, the unit and the table.
        """
        if row.get("over") or row["figure_id"] in self._marked(self.resources[row["table"]]):
            return "flow"
        alike = (self.measured(row), row["unit"])
        if alike not in self._amounts:
            resource = self.resources[row["table"]]
            told = (self.said_of_measure(row), self.said_of(row, "unit"), resource)
            said = (str(one["measures"]) for one in told if one.get("measures"))
            self._amounts[alike] = next(said, "")
        return self._amounts[alike]

    def _marked(self, resource: dict[str, Any]) -> set[str]:
        return self.of_caveat.get(str(resource.get("flow_caveat", "")), set())

    def covers(self, row: Row) -> Span | None:
        """Return the time that a flow is added up over; nothing where nobody says since when.

        An offer or a plan covers no time, and of a figure that only a caveat marks no start is
        known.
        """
        if self.flow(row) != "flow" or self.is_ahead(row):
            return None
        marked = row["figure_id"] in self._marked(self.resources[row["table"]])
        said = row.get("over") or ("" if marked else row["as_of"])
        span = parse(said) if said else None
        return span if span and span.start and span.end else None

    def when(self, row: Row) -> Span:
        """Return the time that a figure is true of; of a flow, the time that it covers.

        Where nobody says since when, it is the time until which it was added up.
        """
        span = parse(row.get("over") or row["as_of"])
        return span if span.start and span.end else parse(row["as_of"])

    def time(self, row: Row) -> str:
        """Say the time that a figure is true of, or that it covers, by itself: ``2024``."""
        span = self.covers(row)
        return words(span.text if span else row["as_of"])

    def true_of(self, row: Row) -> str:
        """Say which time a figure is true of: ``as of 2024``, ``for 2024``.

        ``for`` a time that a flow covers, or that an offer or a plan names; ``as of`` the time
        that a stock is there, or up to which a running total goes that nobody gives a start.
        """
        lead = "for" if self.covers(row) or self.is_to_come(row) else "as of"
        return f"{lead} {self.time(row)}"

    def dated(self, row: Row) -> str:
        """Say of when a figure is, after its amount or its status.

        An offer and a denial are said once, ``on Aug. 11, 2022``, and go on for no time.
        """
        days = {"offered": row["as_of"], "denied": row.get("reported") or row["as_of"]}
        day = "" if self.is_to_come(row) else days.get(row["status"], "")
        said = on(day) if day else ""
        return said.lstrip() if said.startswith(" ") else self.true_of(row)

    def dated_after_verb(self, row: Row) -> str:
        """Say of when a figure is, at the end of a sentence with a verb that fits no one date.

        What was added up is said ``in 2024``, ``from April 2022 to March 2023``, or ``by`` the day
        up to which it goes.
        """
        if self.flow(row) != "flow" or self.is_ahead(row):
            return self.dated(row)
        span, time = self.covers(row), self.time(row)
        if span is None:
            return f"by {time}"
        return f"from {time}" if " to " in time else on(span.text).lstrip(", ")

    def dated_in_years(self, rows: Iterable[Row]) -> str:
        """Say of which years figures are together: ``as of 2021 to 2023``, ``for 2024``."""
        times = [(row["as_of"], self.covers(row)) for row in rows]
        spans = [span.text for _, span in times if span]
        if all(span for _, span in times):
            return f"for {years(spans)}"
        return f"as of {years(as_of for as_of, _ in times)}"

    def known(self, row: Row, qualifier: str = "") -> str:
        """Say how a figure is known, and of when it is: ``estimated as of 2024``.

        "An estimated 1.15 million" has said how; `qualifier` is that of the amount as it is shown,
        where it is not the one of the row.
        """
        if (qualifier or row["qualifier"]) == row["status"]:
            return self.dated(row)
        return f"{self.package.label((row['table'], 'status'), row['status'])} {self.dated(row)}"

    def name(self, row: Row) -> str:
        """Say whom or what a figure counts; many figures count the same."""
        counted = self.thing(row)
        if counted not in self._names:
            self._names[counted] = alone(self.package, row)
        return self._names[counted]

    def steady_days(self, row: Row) -> int:
        """Return for how many days a figure of this table holds."""
        return int(self.resources[row["table"]].get("steady_days", STEADY_DAYS))

    def _is_settled(self, table: str) -> bool:
        """Whether each column has one word for one thing: a closed list, or a key to a table.

        Free words do not tell: "HIMARS rocket launchers" of one day are 4 that arrived, by one
        paper, and 16 that are there, by another. Such figures dispute each other only where
        somebody holds the one against the other.
        """
        keys = {key.fields for key in self.package.foreign_keys(table)}
        return all((table, one) in self.lists or (one,) in keys for one in self.own[table])


@cached
def facts(package: Package) -> Facts:
    """Return what a package says about its figures; looked up once for each package."""
    return Facts(package)
