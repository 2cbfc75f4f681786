"""What is shown together, and all that a rule may ask about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from headcount.caveats.facts import Facts, facts
from headcount.core.wording import all_of, aside, capital, cardinal, few, listed
from headcount.figures.dates import Span
from headcount.figures.names import running, short
from headcount.figures.package import Package
from headcount.figures.provenance import Hop, title, voice
from headcount.figures.quantity import Quantity
from headcount.figures.status import is_amount
from headcount.figures.table import Row

_NAMED = 3


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
        """The rows that give an amount: a denial gives none."""
        return [row for row in self.rows if is_amount(row)]

    @cached_property
    def spoken(self) -> list[Row]:
        """The rows that give an amount or deny one: somebody stands behind each."""
        return [row for row in self.rows if is_amount(row) or row["status"] == "denied"]

    def amount(self, row: Row) -> Quantity:
        """Return the amount of a row, per head where it is divided by a population."""
        amount = Quantity.of(row)
        base = self.base.get(row["figure_id"])
        return amount if base is None else amount.per(Quantity.of(base))

    def when(self, row: Row) -> Span:
        """Return the time that a row is true of."""
        return self.facts.when(row)

    def hops(self, row: Row) -> list[Hop]:
        """Return the way of a row to us, origin first."""
        return self.facts.chains.get(row["figure_id"], [])

    def publisher(self, row: Row) -> str:
        """Return who published a row."""
        return self.facts.publisher(row)

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

    def those(self, rows: Sequence[Row]) -> str:
        """Begin a sentence about rows: with their amounts of two, else with how many they are."""
        if self.is_pair:
            return capital(self.called(rows))
        names = list(dict.fromkeys(self.call(row) for row in rows))
        if len(names) > _NAMED or len(rows) > _NAMED:
            return capital(self.share(rows))
        whose = {self.facts.sources[row["source_id"]]["short_title"] for row in rows}
        whose |= {short(self.package, voice(self.hops(row), self.publisher(row))) for row in rows}
        lead = "for"
        if all(name.startswith(tuple(whose)) for name in names):  # a row named by whose it is
            lead, names = "from", [aside(running(self.package, name)) for name in names]
        return f"{'The figure' if len(rows) == 1 else 'The figures'} {lead} {listed(names)}"

    def share(self, rows: Sequence[Row]) -> str:
        """Say how many of the rows that give a number some of them are: ``three of 12 figures``."""
        many = len(self.numbered)
        some = f"{cardinal(len(rows))} of {cardinal(many)} figures"
        text = all_of(many, "figure") if len(rows) == many else some
        return text if many == len(self.rows) else f"{text} with a number"
