"""What each row of a sheet becomes, cell by cell, and what in it could not be understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from headcount.figures.written import (
    UnreadAmountError,
    WrittenAmount,
    decimal_mark,
    read_amount,
)
from headcount.publish.adopt.dates import UnreadDateError, read_date
from headcount.publish.adopt.places import UnreadPlaceError, name_of, read_place
from headcount.publish.adopt.sheet import NAMELESS, Sheet, SheetRow

_OF_YEAR = re.compile(
    r"(?P<what>.*?)[ ,]*\b(?P<year>(?:1[5-9]|20)[0-9]{2})(?:\.0| \[YR[0-9]{4}\])?"
)


@dataclass(frozen=True)
class Answers:
    """What a reporter says once of a sheet, instead of row by row.

    Parameters
    ----------
    columns
        What each column is for: see `headcount.publish.adopt.columns.ROLES`.
    counted
        What is counted, in words that follow a number: "soldiers", "beds".
    kind
        What kind of thing that is: figures of different kinds are never compared.
    flow
        Whether the numbers are added up over the span of their date; else they were there at one
        time.
    status
        What sort of statement the numbers are: claimed, estimated, confirmed and so on.
    unit
        One of those counted: "people", "beds", "euros".
    verification
        How the numbers are known: "document-in-hand" for a sheet that lies before the reporter.
    as_of
        The date of rows that give none; empty where each has its own.
    order
        Which comes first in dates such as 04/08/2022: "day-first" or "month-first".
    decimal
        The decimal mark: "." or ",".
    sheet
        Which sheet of a book it is.
    """

    columns: Mapping[str, str]
    counted: str
    kind: str
    flow: bool
    status: str
    unit: str
    verification: str = "document-in-hand"
    as_of: str = ""
    order: str | None = None
    decimal: str | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Fault:
    """A cell that could not be understood, or a line that was left out.

    Parameters
    ----------
    line
        The line of the file.
    column
        The column; empty for a whole line.
    wrong
        What is the matter.
    right
        What would mend it.
    """

    line: int
    column: str
    wrong: str
    right: str

    def __str__(self) -> str:
        column = f", {self.column}" if self.column else ""
        return f"line {self.line}{column}: {self.wrong}; {self.right}"


@dataclass(frozen=True)
class Understood:
    """One figure, as it was understood.

    Parameters
    ----------
    line
        The line of the file.
    what
        What is counted.
    amount
        The amount with its words.
    place
        The code of its country; empty where the sheet has no column of countries.
    as_of, reported
        Dates, as EDTF.
    link, publisher
        Where it was read.
    unit
        The unit that the row names; empty where it names none.
    groups
        What tells the row apart, by column.
    notes
        What must be said of it: its note, its footnotes.
    """

    line: int
    what: str
    amount: WrittenAmount
    place: str = ""
    as_of: str = ""
    reported: str = ""
    link: str = ""
    publisher: str = ""
    unit: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understanding:
    """What a sheet becomes.

    Parameters
    ----------
    figures
        The figures, in the order of the sheet.
    faults
        What could not be understood, by line; no figure was made of it.
    left
        What was left out because nobody gave an amount, or it is no row.
    """

    figures: tuple[Understood, ...]
    faults: tuple[Fault, ...]
    left: tuple[Fault, ...]


def understand(sheet: Sheet, answers: Answers) -> Understanding:
    """Read every row of a sheet; nothing is guessed, and nothing dropped in silence.

    Parameters
    ----------
    sheet
        What `read_sheet` found.
    answers
        What its columns are for, and what is counted.
    """
    figures: list[Understood] = []
    faults: list[Fault] = []
    left = [
        Fault(
            one.line,
            "",
            f"{one.why}{f': {one.text}' if one.text else ''}",
            "no figure is made of it",
        )
        for one in sheet.left
    ]
    reader = _Reader(sheet, answers)
    for row in sheet.rows:
        for found in reader.read(row):
            if isinstance(found, Understood):
                figures.append(found)
            else:
                (left if found.right == _NO_AMOUNT else faults).append(found)
    return Understanding(tuple(figures), tuple(faults), tuple(left))


def number(exact: Decimal | None) -> int | float | None:
    """Return a number as a table holds it."""
    if exact is None:
        return None
    return int(exact) if exact == exact.to_integral_value() else float(exact)


_NO_AMOUNT = "no figure is made of it"


class _Reader:
    """Reads rows by the roles of their columns."""

    def __init__(self, sheet: Sheet, answers: Answers) -> None:
        self.sheet, self.answers = sheet, answers
        self.roles: dict[str, list[int]] = {}
        for at, name in enumerate(sheet.columns):
            self.roles.setdefault(answers.columns.get(name, "nothing"), []).append(at)
        amounts = [at for role in ("amount", "low", "high") for at in self.roles.get(role, [])]
        cells = [cell for at in amounts for cell in sheet.column(at)]
        self.decimal = answers.decimal or decimal_mark(cells)
        self.problems: list[Fault] = []

    def read(self, row: SheetRow) -> Iterator[Understood | Fault]:
        """Give the figures of a row, or what is the matter with it."""
        self.problems = []
        common = self._common(row)
        amounts = list(self._amounts(row))
        given = [one for one in amounts if one[2].qualifier]
        if (
            given
            and not (common["as_of"] or all(year for _, year, _ in given))
            and not self._blames("as_of")
        ):
            self._blame(
                row, "as_of", "the row has no date", "give one, or answer as_of for all rows"
            )
        if given and "place" in self.roles and not self._cell(row, "place"):
            # a blank under a merged cell, a total without its word: nobody can tell from here
            self._blame(row, "place", "the row has no country", "write it, or leave the line out")
        if self.problems:
            yield from self.problems
            return
        for what, year, amount in amounts:
            if amount.qualifier:
                notes = tuple(filter(None, (*common["notes"], *self._footnotes(amount.marks))))
                yield Understood(
                    row.line,
                    what,
                    amount,
                    **common | {"as_of": year or common["as_of"], "notes": notes},
                )
            else:
                yield Fault(row.line, what, "nobody gave an amount", _NO_AMOUNT)

    def _common(self, row: SheetRow) -> dict[str, Any]:
        order = self.answers.order
        said = {role: self._cell(row, role) for role in ("link", "publisher", "unit")}
        notes = [self._cell(row, "notes")]
        if "place" in self.roles:
            said["place"] = self._try(row, "place", read_place)
        for role in ("as_of", "reported"):
            said[role] = self._try(row, role, lambda cell: read_date(cell, order))
        said["as_of"] = said["as_of"] or self.answers.as_of
        groups = {self.sheet.columns[at]: row.cells[at] for at in self.roles.get("group", [])}
        for at in self.roles.get("nothing", []):
            name = self.sheet.columns[at]
            if row.cells[at] and re.fullmatch(NAMELESS.format(r"\d+"), name):
                self.problems.append(
                    Fault(row.line, name, f"{row.cells[at]!r} stands under no head",
                          "name the column; a note with a comma needs quotation marks")
                )  # fmt: skip
        return said | {"groups": groups, "notes": notes}

    def _amounts(self, row: SheetRow) -> Iterator[tuple[str, str, WrittenAmount]]:
        """Give what is counted, the year that the column's head is, and the amount."""
        columns = self.roles.get("amount", [])
        for at in columns:
            name = self.sheet.columns[at]
            of_year = _OF_YEAR.fullmatch(name) if len(columns) > 1 else None
            what, year = (of_year["what"], of_year["year"]) if of_year else (name, "")
            if len(columns) == 1 or not what:
                what = self.answers.counted
            amount = self._amount(row, at)
            if amount:
                yield what, year, self._with_bounds(row, amount)
        if not columns:
            yield self.answers.counted, "", self._with_bounds(row, WrittenAmount())

    def _amount(self, row: SheetRow, at: int) -> WrittenAmount | None:
        cell, name = row.cells[at], self.sheet.columns[at]
        if self.decimal is None and decimal_mark([cell]) != ".":
            wrong = f"{cell!r} may be read in two ways"
            self.problems.append(
                Fault(row.line, name, wrong, "say what the decimal mark is: . or ,")
            )
            return None
        try:
            return read_amount(cell, self.decimal or ".")
        except UnreadAmountError as error:
            right = "write the number, a range such as 10-12, or n/a"
            self.problems.append(Fault(row.line, name, str(error), right))
            return None

    def _with_bounds(self, row: SheetRow, amount: WrittenAmount) -> WrittenAmount:
        """Add the bounds that stand in columns of their own."""
        bounds: dict[str, Decimal | None] = {}
        for role in ("low", "high"):
            for at in self.roles.get(role, []):
                found = self._amount(row, at)
                if found and found.qualifier == "exact":
                    bounds[role] = found.value
        if not bounds:
            return amount
        low, high, value = bounds.get("low"), bounds.get("high"), amount.value
        given = [number for number in (low, value, high) if number is not None]
        if given != sorted(given):
            self._blame(row, "low", "low, value and high fall", "write them from low to high")
            return amount
        if value is not None:
            return WrittenAmount(low, value, high, "estimated", amount.rest, amount.marks)
        if low is not None and high is not None:
            return WrittenAmount(low, None, high, "range", amount.rest, amount.marks)
        return WrittenAmount(low, None, high, "at-least" if high is None else "up-to")

    def _footnotes(self, marks: str) -> Iterator[str]:
        for mark in filter(None, re.findall(r"\[\w+\]|\(\w\)|\*+|.", marks.replace(" ", ""))):
            note = self.sheet.footnotes.get(mark)
            yield (
                note or f"{mark!r} stands beside the number; the sheet does not say what it means."
            )

    def _cell(self, row: SheetRow, role: str) -> str:
        return next((row.cells[at] for at in self.roles.get(role, [])), "")

    def _try(self, row: SheetRow, role: str, read: Any) -> str:
        cell = self._cell(row, role)
        try:
            return read(cell) if cell else ""
        except UnreadDateError as error:
            right = (
                "answer order: day-first or month-first"
                if error.which
                else "write 2022-08-04, Aug 2022 or 2019-2021"
            )
            self._blame(row, role, str(error), right)
        except UnreadPlaceError as error:
            names = " or ".join(map(name_of, error.offered))
            right = (
                f"write {names}"
                if names
                else "write the country's name, or call the column a group"
            )
            self._blame(row, role, f"{cell!r} is not the name of one country", right)
        return ""

    def _blame(self, row: SheetRow, role: str, wrong: str, right: str) -> None:
        column = self.sheet.columns[self.roles[role][0]] if role in self.roles else ""
        self.problems.append(Fault(row.line, column, wrong, right))

    def _blames(self, role: str) -> bool:
        columns = {self.sheet.columns[at] for at in self.roles.get(role, [])}
        return any(problem.column in columns for problem in self.problems)
