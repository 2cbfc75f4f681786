"""What each row of a sheet becomes, cell by cell, and what in it could not be understood."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from headcount.figures.dates import words as date_words
from headcount.figures.package.problem import shown
from headcount.figures.package.vocabulary import STATUSES, VERIFICATIONS
from headcount.figures.places import UnreadPlaceError, aggregate, is_place, name_of, read_place
from headcount.figures.quantity import Quantity
from headcount.figures.written import (
    UnreadAmountError,
    WrittenAmount,
    clean,
    decimal_mark,
    read_amount,
    says_scale,
    whole,
    without_marks,
)
from headcount.publish.adopt.dates import (
    UnreadDateError,
    part_of_date,
    read_date,
    read_parts,
)
from headcount.publish.adopt.described import ColumnFacts
from headcount.publish.adopt.heads import (
    WHICH,
    Head,
    part_in,
    read_head,
    read_unit,
    remark_in,
    spelled_out,
    times_in,
    without_date,
)
from headcount.publish.adopt.lines import DITTO
from headcount.publish.adopt.sheet import ABOVE, Sheet, SheetRow, is_nameless

_HEAD_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")  # a plain date; spans may well cross
_MARK = re.compile(r"\[[\w ]+\]|\(\w\)|[0-9]{1,2}\)|\*+|[^ *]")
_RUNS = 12  # of lines that one message names
_NUMBERS = ("amount", "low", "high")


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
    times
        What the numbers of a column are written in: 1000 where they are thousands. By itself, what
        its head says, or a title above the table.
    publishers
        Who publishes at a web address, by its host: "Herald" at "a.example"; "the Herald" where
        running text needs the article.
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
    times: Mapping[str, float] = field(default_factory=dict)
    publishers: Mapping[str, str] = field(default_factory=dict)


class SheetQuestion(NamedTuple):
    """What is asked once of a whole sheet: the question, a hint, and the words to choose from."""

    asks: str
    hint: str = ""
    among: Sequence[str] = ()


_AMONG = {"status": STATUSES, "verification": VERIFICATIONS}
QUESTIONS = {
    name: SheetQuestion(**({"among": _AMONG.get(name, ())} | said))
    for name, said in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).items()
}
"""What is asked, by the parameter of `Answers` that it is the answer to."""


@dataclass(frozen=True)
class CellFault:
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
    lines
        Of how many lines, from this one, it is so.
    """

    line: int
    column: str
    wrong: str
    right: str
    lines: int = 1

    @property
    def is_left_out(self) -> bool:
        """Whether no figure was made of it, and none should have been."""
        return self.right == _NO_AMOUNT

    def __str__(self) -> str:
        column = f", {self.column}" if self.column else ""
        return f"line {self.line}{column}: {self.wrong}; {self.right}"


def together(faults: Iterable[CellFault]) -> list[str]:
    """Say what is the matter, once for all lines of which it is: 500 blank ones are one message.

    Examples
    --------
    >>> print(*together([CellFault(line, "Beds", "is blank", "leave it") for line in (2, 3, 4, 9)]))
    lines 2–4, 9, Beds: is blank; leave it
    """
    lines: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for one in faults:
        where = one.line, one.line + one.lines - 1
        lines.setdefault((one.column, one.wrong, one.right), []).append(where)
    return [
        f"{_lines(where)}{f', {column}' if column else ''}: {wrong}; {right}"
        for (column, wrong, right), where in lines.items()
    ]


def _lines(found: Iterable[tuple[int, int]]) -> str:
    """Name lines: runs of them by their ends, and of many runs the first few."""
    runs: list[list[int]] = []
    for first, last in sorted(found):
        if runs and first <= runs[-1][1] + 1:
            runs[-1][1] = max(last, runs[-1][1])
        else:
            runs.append([first, last])
    said = [f"{a}" if a == b else f"{a}–{b}" for a, b in runs]
    if len(said) > _RUNS:
        more = sum(b - a + 1 for a, b in runs[_RUNS:])
        said = [*said[:_RUNS], f"and {more} more"]
    one = len(runs) == 1 and runs[0][0] == runs[0][1]
    return f"line{'' if one else 's'} {', '.join(said)}"


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
        The unit that the row or its column's head names; empty where neither names one.
    status
        What sort of statement it is; empty where the row does not say.
    groups
        What tells the row apart, by column.
    notes
        What must be said of it: its note, its footnotes.
    times
        What its number is written in: 1000 where the sheet has thousands.
    says
        What is counted, as the description of the sheet has it.
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
    status: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    times: float = 1
    says: str = ""

    def words(self) -> str:
        """Say what was understood, as a list would: "about 3,000 soldiers, Laos, October 2024"."""
        amount = self.amount
        low, value, high = (number(getattr(amount, name)) for name in ("low", "value", "high"))
        many = Quantity(low, value, high, amount.qualifier).words()
        when = date_words(self.as_of) if self.as_of else ""
        where = name_of(self.place) if self.place else ""
        parts = [f"{many} {self.what}", where, *self.groups.values(), when]
        return ", ".join(filter(None, parts))


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
        What was left out because no amount is given, or it is no row.
    """

    figures: tuple[Understood, ...]
    faults: tuple[CellFault, ...]
    left: tuple[CellFault, ...]


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
    faults: list[CellFault] = []
    left = [
        CellFault(one.line, "", ": ".join(filter(None, (one.why, one.text))), _NO_AMOUNT, one.lines)
        for one in sheet.left
    ]
    noted = "a column of notes would be printed"
    left += [
        CellFault(line, column, f"has a comment: {shown(text)}", noted)
        for line, column, text in sheet.comments
    ]
    if not sheet.is_seen:
        unseen = "strike-through, hidden cells and comments are not read in such a file"
        left.append(CellFault(1, "", unseen, "save it as xlsx or ods"))
    reader = _Reader(sheet, answers)
    for row in sheet.rows:
        for found in reader.read(row):
            if isinstance(found, Understood):
                figures.append(found)
            else:
                (left if found.is_left_out else faults).append(found)
    return Understanding(tuple(figures), tuple(faults), tuple(left))


def guess_times(sheet: Sheet, roles: Mapping[str, str]) -> dict[str, float]:
    """Return what the numbers of each column are written in, where that is not one.

    Its head says so, or a title above the table does for columns that are no percentages.

    Parameters
    ----------
    sheet
        What `read_sheet` found.
    roles
        What its columns are for.
    """
    above = times_in(one.text for one in sheet.left if one.why == ABOVE)
    heads = {name: read_head(name) for name, role in roles.items() if role in _NUMBERS}
    times = {
        name: head.times if head.times > 1 or head.unit == "%" else above
        for name, head in heads.items()
    }
    return {name: factor for name, factor in times.items() if factor != 1}


def number(exact: Decimal | None) -> int | float | None:
    """Return a number as a table holds it."""
    if exact is None:
        return None
    return int(exact) if exact == exact.to_integral_value() else float(exact)


MENDS = {
    "order": "answer order: day-first or month-first",
    "decimal": "say what the decimal mark is: . or ,",
    "as_of": "give one, or answer as_of for all rows",
}
"""What is mended by one answer for the whole sheet, by the answer."""
_NO_AMOUNT = "no figure is made of it"


def _status(cell: str) -> str:
    if cell.casefold() not in STATUSES:
        wrong = f"{shown(cell)} is not a status"
        raise _UnreadCellError(wrong, f"write {', '.join(STATUSES)}")
    return cell.casefold()


class _UnreadCellError(ValueError):
    """A cell that cannot be read with certainty: what is the matter, and what would mend it."""


def _as_counted(cell: str) -> str:
    """Return what a list calls an indicator as a sentence has it behind a number.

    Examples
    --------
    >>> _as_counted("Population, total"), _as_counted("US troops"), _as_counted("GDP")
    ('total population', 'US troops', 'GDP')
    """
    name, comma, last = cell.partition(", ")
    plain = f"{last} {name}" if comma and last.isalpha() else cell
    first = plain.partition(" ")[0]
    if plain != cell:  # its second word began the cell
        return plain if _is_proper(name) else f"{last.lower()} {name[:1].lower()}{name[1:]}"
    return cell if _is_proper(first) else f"{cell[:1].lower()}{cell[1:]}"


def _is_proper(words: str) -> bool:
    first = words.partition(" ")[0]
    return not first[1:].islower() or is_place(first)


def _between(names: list[str]) -> str:
    """Name some columns: one, two, or from the first to the last."""
    return names[0] if len(names) == 1 else f"{names[0]} … {names[-1]} ({len(names)} cells)"


def _multiplied(amount: WrittenAmount, times: float) -> WrittenAmount:
    by = Decimal(str(times))
    low, value, high = (
        None if one is None else whole(one * by) for one in (amount.low, amount.value, amount.high)
    )
    return replace(amount, low=low, value=value, high=high)


class _Reader:
    """Reads rows by the roles of their columns."""

    def __init__(self, sheet: Sheet, answers: Answers) -> None:
        self.sheet, self.answers = sheet, answers
        self.roles: defaultdict[str, list[int]] = defaultdict(list)
        for at, name in enumerate(sheet.columns):
            self.roles[answers.columns.get(name, "nothing")].append(at)
        amounts = [at for role in (*_NUMBERS, "margin") for at in self.roles[role]]
        cells = [cell for at in amounts for cell in sheet.column(at)]
        self.decimal = answers.decimal or sheet.decimal or decimal_mark(cells)
        self.facts = {at: sheet.facts.get(sheet.columns[at], ColumnFacts()) for at in amounts}
        self.whole = sheet.facts.get("", ColumnFacts())
        self.heads = {at: read_head(sheet.columns[at]) for at in amounts}
        self.times = guess_times(sheet, answers.columns) | dict(answers.times)
        self.unsure = {at: said for at in amounts if any(said := self._may_mean(at))}
        self.across = self._across()
        self.when = self._dated_heads()
        self.parts = self._parted_heads()
        dates = self.roles["as_of"]
        days = sheet.column(dates[0]) if len(dates) == 1 else []
        self.days = dict(zip(days, spelled_out(days), strict=True))
        self.years_across = bool(self.when) and self._has_parts_down()
        self.factor = 1
        self.row, self.common = SheetRow(0, ()), dict[str, Any]()
        self.problems: list[CellFault] = []
        self.above: tuple[str, ...] = ()
        self.said: dict[Any, int] = {}

    def _may_mean(self, at: int) -> tuple[str, str]:
        """Return what two things the numbers of a column may be, and what would settle it.

        Percentages may be written as shares of 1, as a spreadsheet keeps them; "(m)" may be meters.
        """
        head, name = self.heads[at], self.sheet.columns[at]
        if name in self.answers.times:
            return "", ""
        if head.unsure:
            return head.unsure, "1000 for thousands, 1000000 for millions, else 1"
        below = times_in(one.text for one in self.sheet.left if "note" in one.why)
        if below != 1 and self.times.get(name, 1) == 1 and head.unit != "%":
            may_be = f"as it is written, or one of {below:,} as a note in the sheet says"
            return may_be, f"{below} where the note is of it, else 1"
        cells = [cell for cell in self.sheet.column(at) if re.fullmatch(r"-?[0-9.,]+", cell)]
        shares = all(re.fullmatch(r"-?(0?[.,][0-9]+|[01])", cell) for cell in cells)
        if head.unit == "%" and cells and shares:
            return "a share of 1 or a percentage", "100 where 0.12 means 12%, else 1"
        return "", ""

    def _across(self) -> dict[int, str]:
        """Return the country of each column of numbers, where all of their heads are countries."""
        heads = {at: without_date(self.heads[at].name)[0] for at in self.roles["amount"]}
        named = [head for head in heads.values() if is_place(head)]
        if self.roles["place"] or len(named) < 2 or max(map(len, named)) < 3:
            return {}  # two letters are a code of too many things
        return heads if all(is_place(head) or aggregate(head) for head in heads.values()) else {}

    def _dated_heads(self) -> dict[int, tuple[str, str]]:
        """Return what each column of numbers counts, and when, as its head says."""
        columns = self.roles["amount"]
        names = [self.facts[at].title or self.heads[at].name for at in columns]
        if len(columns) == 1 and self.roles["as_of"]:
            return {columns[0]: (names[0], "")}
        order = self.answers.order
        return {
            at: without_date(name, order)
            for at, name in zip(columns, spelled_out(names), strict=True)
        }

    def _parted_heads(self) -> dict[int, tuple[str, str]]:
        """Return what each column counts and its part of the year, where rows say only the year."""
        dates = self.roles["as_of"]
        years = [cell for at in dates[:1] for cell in self.sheet.column(at)] or [self.answers.as_of]
        if len(dates) > 1 or not all(
            re.fullmatch(r"[0-9]{4}(\.0)?", year) for year in years if year
        ):
            return {}
        found = {at: part_in(what) for at, (what, when) in self.when.items() if not when}
        found = {at: (what, part) for at, (what, part) in found.items() if part}
        return found if len(found) > 1 else {}

    def _has_parts_down(self) -> bool:
        """Tell whether rows say the part of the year whose number is in the heads."""
        heads = [when for _, when in self.when.values()]
        cells = [cell.strip(". ") for cell in self.days if cell]
        return all(re.fullmatch(r"[0-9]{4}", when) for when in heads) and bool(cells) and all(
            part_in(cell)[1] or re.fullmatch(r"0?[1-9]|1[0-2]", cell) for cell in cells
        )  # fmt: skip

    def read(self, row: SheetRow) -> Iterator[Understood | CellFault]:
        """Give the figures of a row, or what is the matter with it."""
        self.problems = []
        if self.sheet.second and row.line >= self.sheet.second:
            wrong = f"is under the head of another table, in line {self.sheet.second}"
            yield CellFault(row.line, "", wrong, "put each table into a sheet of its own")
            return
        row = self.row = self._without_ditto(row)
        place = self._cell("place")
        if place and aggregate(place):
            wrong = f"{shown(place)} is not a country"
            yield CellFault(row.line, self._name_of("place"), wrong, _NO_AMOUNT)
            return
        if struck := list(self._struck()):
            yield from struck
            return
        self.common = self._common()
        amounts = list(self._amounts())
        given = [(at, year) for at, _, year, amount in amounts if amount.qualifier]
        undated = [at for at, year in given if not (year or self.common["as_of"])]
        self._ask(given, without=len(undated) == len(given))
        if undated and not self.problems:  # the others have theirs in their heads
            names = _between([self.sheet.columns[at] for at in undated])
            yield CellFault(row.line, names, "the number has no date", MENDS["as_of"])
        if self.problems:
            yield from self.problems
            return
        blank = [
            " ".join(filter(None, (what, year)))
            for _, what, year, amount in amounts
            if not amount.qualifier
        ]
        if blank:
            yield CellFault(row.line, _between(blank), "no amount is given", _NO_AMOUNT)
        for at, what, year, amount in amounts:
            if not amount.qualifier or at in undated:
                continue
            if aggregate(self.across.get(at, "")):
                wrong = f"{shown(self.across[at])} is not a country"
                yield CellFault(row.line, self.sheet.columns[at], wrong, _NO_AMOUNT)
            else:
                yield self._once(self._figure(at, what, year, amount))

    def _struck(self) -> Iterator[CellFault]:
        """Give what is struck through: a whole row, of which nothing is made, or cells of one."""
        cells = {at: cell for at, cell in enumerate(self.row.cells) if cell and "://" not in cell}
        struck = {at for at in cells if (self.row.line, at) in self.sheet.struck}
        if struck and len(struck) == len(cells):
            text = " ".join(cells.values())
            yield CellFault(self.row.line, "", f"is struck through: {text}", _NO_AMOUNT)
            return
        for at in sorted(struck.difference(self.roles["nothing"])):
            wrong = f"{shown(cells[at])} is struck through"
            right = "delete it, or take the line through it away"
            yield CellFault(self.row.line, self.sheet.columns[at], wrong, right)

    def _ask(self, given: list[Any], *, without: bool) -> None:
        """Tell what a row with amounts lacks: its date, its country, a head that is one country."""
        if given and without and not self._blames("as_of"):
            self._blame("as_of", "the row has no date", MENDS["as_of"])
        if given and self.roles["place"] and not self._cell("place"):
            # a blank under a merged cell, a total without its word: nobody can tell from here
            self._blame("place", "the row has no country", "write it, or leave the line out")
        for head in self.across.values():
            if not aggregate(head):
                self._try("amount", read_place, head)

    def _figure(self, at: int, what: str, year: str, amount: WrittenAmount) -> Understood:
        """Return the figure of one cell, with what its row, its head and its footnotes say."""
        common = self.common
        head, facts = self.heads.get(at, Head("")), self.facts.get(at, ColumnFacts())
        # what stands beside a head is a mark where the sheet has a note of it: m² is none
        known = map(self.sheet.note, _MARK.findall(head.marks))
        notes = *common["notes"], *self._footnotes(amount.marks), *known, remark_in(head.name)
        more = {"as_of": year or common["as_of"], "notes": tuple(filter(None, notes))}
        more["unit"] = common["unit"] or facts.unit or head.unit
        more |= self._published(facts)
        times = self.times.get(self.sheet.columns[at], 1) if at >= 0 else 1
        if at in self.across:
            more["place"] = read_place(self.across[at])
        return Understood(self.row.line, what, amount, **common | more, times=times * self.factor)

    def _once(self, one: Understood) -> Understood | CellFault:
        """Return a figure; a fault where another line has said the same."""
        first = self.said.setdefault(
            (
                *(one.what, one.amount, one.as_of, one.unit, one.notes, one.place, one.reported),
                *(one.link, one.publisher, one.status, *one.groups.values()),
            ),
            one.line,
        )
        if first == one.line:
            return one
        wrong = f"says the same as line {first}"
        right = "take one of them out, or name a column that distinguishes them"
        return CellFault(one.line, one.what, wrong, right)

    def _published(self, facts: ColumnFacts) -> dict[str, str]:
        """Return who published a figure: as its row says, or what describes its column."""
        origin = f"Taken from {facts.origin.replace(';', ' and')}." if facts.origin else ""
        says = " ".join(filter(None, (facts.says or self.whole.says, origin)))
        said = {"says": says}
        if self.common["link"] or self.common["publisher"]:
            return said
        by = facts if facts.publisher or facts.link else self.whole
        reported = self.common["reported"]
        if by.reported and not reported:
            with suppress(UnreadDateError):
                reported = read_date(by.reported, self.answers.order)
        return said | {"publisher": by.publisher, "link": by.link, "reported": reported}

    def _without_ditto(self, row: SheetRow) -> SheetRow:
        """Return a row whose ditto marks are what stands above them; never those of an amount."""
        cells = tuple(
            self.above[at]
            if self.above and at not in self.heads and DITTO.fullmatch(cell)
            else cell
            for at, cell in enumerate(row.cells)
        )
        self.above = cells
        return SheetRow(row.line, cells)

    def _common(self) -> dict[str, Any]:
        order = self.answers.order
        said = {role: self._cell(role) for role in ("link", "publisher", "unit")}
        self.factor, said["unit"] = read_unit(said["unit"])
        said["status"] = self._try("status", _status)
        notes = [self._cell("notes")]
        if self.roles["place"]:
            said["place"], more = self._place()
            notes += more
        parts = {
            part_of_date(self.sheet.columns[at]): self.row.cells[at] for at in self.roles["as_of"]
        }
        joined = "".join(parts.values()) if len(parts) > 1 else self._cell("as_of")
        joined = self.days.get(joined, joined)
        said["part"], joined = (joined, "") if self.years_across else ("", joined)
        reading = partial(read_parts, parts) if len(parts) > 1 else partial(read_date, joined)
        said["as_of"] = self._try("as_of", lambda _: reading(order), joined)
        said["reported"] = self._try("reported", lambda cell: read_date(cell, order))
        said["as_of"] = said["as_of"] or self.answers.as_of
        groups = {self.sheet.columns[at]: self.row.cells[at] for at in self.roles["group"]}
        for at in self.roles["nothing"]:
            if self.row.cells[at] and is_nameless(self.sheet.columns[at]):
                right = "name the column; a note with a comma needs quotation marks"
                self._fault(at, f"{shown(self.row.cells[at])} has no head above it", right)
        return said | {"groups": groups, "notes": notes}

    def _amounts(self) -> Iterator[tuple[int, str, str, WrittenAmount]]:
        """Give each column, what it counts, the date that its head says, its amount."""
        columns = self.roles["amount"]
        part, said = self.common.pop("part"), _as_counted(self._cell("what"))
        for at in columns:
            what, when = self.parts.get(at) or self.when[at]
            when = self._when(at, when, part)
            if len(columns) == 1 or not what or at in self.across:
                what = said or self.answers.counted
            elif said:
                what = f"{said}, {what}"
            amount = self._amount(at)
            if amount:
                yield at, what, when, self._with_bounds(amount)
        if not columns:
            what = said or self.answers.counted
            yield -1, what, "", self._with_bounds(WrittenAmount())

    def _when(self, at: int, head: str, part: str) -> str:
        """Return when a number was so: what its head says, with what its row says of the year."""
        as_of = self.common["as_of"]
        said = f"{head} {as_of}" if at in self.parts else head
        try:
            if at in self.parts:
                return read_date(said) if as_of else ""
            if part and head:
                said = f"{part} {head}"
                number = re.fullmatch(r"[0-9]{1,2}", part.strip(". "))
                return read_parts({"year": head, "month": part}) if number else read_date(said)
        except UnreadDateError as error:
            self._fault(at, str(error), "write the year and the month")
        if head == WHICH:
            wrong = "the date in its head may have the day or the month first"
            self._fault(at, wrong, MENDS["order"])
        elif head and as_of and _HEAD_DATE.fullmatch(as_of) and not as_of.startswith(head):
            wrong = f"the row is of {as_of}, and its head of {head}"
            right = "take one of them out, or leave the column of dates out"
            self._fault(at, wrong, right)
        return as_of if head and as_of.startswith(head) else head

    def _amount(self, at: int) -> WrittenAmount | None:
        """Return the amount of a cell; none where it is told why it cannot be read."""
        try:
            return self._read_amount(at)
        except _UnreadCellError as error:
            self._fault(at, *error.args)
            return None

    def _read_amount(self, at: int) -> WrittenAmount:
        cell = self.row.cells[at]
        if (self.row.line, at) in self.sheet.merged:
            wrong = f"{shown(cell)} is one cell with the line above: it may be of both together"
            raise _UnreadCellError(wrong, "write a number for each line")
        if self.decimal is None and decimal_mark([cell]) != ".":
            raise _UnreadCellError(f"{shown(cell)} may be read in two ways", MENDS["decimal"])
        try:
            amount = read_amount(cell, self.decimal or ".")
        except UnreadAmountError as error:
            right = "write the number, a range such as 10-12, or n/a"
            raise _UnreadCellError(str(error), right) from None
        times = self.times.get(self.sheet.columns[at], 1) * self.factor
        if not amount.qualifier or (times == 1 and at not in self.unsure):
            return amount
        if at in self.unsure:
            may_be, settles = self.unsure[at]
            right = f"answer times for the column: {settles}"
            raise _UnreadCellError(f"{shown(cell)} may be {may_be}", right)
        if says_scale(cell):
            wrong = f"{shown(cell)} says its scale, and its head or unit says another"
            raise _UnreadCellError(wrong, f"write {cell} in full")
        return _multiplied(amount, times)

    def _with_bounds(self, amount: WrittenAmount) -> WrittenAmount:
        """Add the bounds that stand in columns of their own."""
        bounds: dict[str, Decimal | None] = {}
        for role in ("low", "high"):
            for at in self.roles[role]:
                found = self._amount(at)
                if found and found.qualifier == "exact":
                    bounds[role] = found.value
        if not bounds:
            return self._with_margin(amount)
        low, high, value = bounds.get("low"), bounds.get("high"), amount.value
        given = [number for number in (low, value, high) if number is not None]
        if given != sorted(given):
            self._blame("low", "low, value and high fall", "write them from low to high")
            return amount
        if value is not None and {low, high} <= {value, None}:
            return amount  # three times the same is no range
        if value is not None:
            return WrittenAmount(low, value, high, "estimated", amount.rest, amount.marks)
        if low is not None and high is not None:
            return WrittenAmount(low, None, high, "range", amount.rest, amount.marks)
        return WrittenAmount(low, None, high, "at-least" if high is None else "up-to")

    def _with_margin(self, amount: WrittenAmount) -> WrittenAmount:
        """Add the bounds of a margin of error; a share of the number is not read as one."""
        cell = re.sub(r"^(±|\+/-|\+-)\s*", "", self._cell("margin"))
        if not cell or amount.value is None:
            return amount
        with suppress(UnreadAmountError):
            margin = read_amount(cell, self.decimal or ".")
            if not margin.qualifier:
                return amount
            at = self.roles["amount"][0]
            is_share = "%" in (margin.rest, self.heads[self.roles["margin"][0]].unit)
            if margin.value is not None and is_share == ("%" in (amount.rest, self.heads[at].unit)):
                by = margin.value * Decimal(str(self.times.get(self.sheet.columns[at], 1)))
                low, high = whole(amount.value - by), whole(amount.value + by)
                return replace(amount, low=low, high=high, qualifier="estimated")
        wrong = f"{shown(cell)} is not a margin of its number"
        self._blame("margin", wrong, "write how many it may be off by")
        return amount

    def _footnotes(self, marks: str) -> Iterator[str]:
        for mark in _MARK.findall(marks):
            yield (
                self.sheet.note(mark)
                or f"{shown(mark)} is with the number; the sheet does not say what it means."
            )

    def _place(self) -> tuple[str, list[str]]:
        """Return the code of a row's country, and the notes of the marks beside its name."""
        bare, marks = without_marks(clean(self._cell("place")))
        if not marks:
            return self._try("place", read_place), []
        return self._try("place", lambda _: read_place(bare)), list(self._footnotes(marks))

    def _cell(self, role: str) -> str:
        return next((self.row.cells[at] for at in self.roles[role]), "")

    def _try(self, role: str, read: Any, said: str = "") -> str:
        cell = said or self._cell(role)
        try:
            return read(cell) if cell else ""
        except UnreadDateError as error:
            right = MENDS["order"] if error.which else "write 2022-08-04, Aug 2022 or 2019-2021"
            self._blame(role, str(error), right)
        except _UnreadCellError as error:
            self._blame(role, *error.args)
        except UnreadPlaceError as error:
            names = " or ".join(map(name_of, error.offered))
            right = names or "the country's name, or call the column a group"
            wrong = f"{shown(cell)} is not the name of one country"
            self._blame(role, wrong, f"write {right}")
        return ""

    def _fault(self, at: int, wrong: str, right: str) -> None:
        """Tell what is wrong with a cell."""
        self.problems.append(CellFault(self.row.line, self.sheet.columns[at], wrong, right))

    def _blame(self, role: str, wrong: str, right: str) -> None:
        self.problems.append(CellFault(self.row.line, self._name_of(role), wrong, right))

    def _name_of(self, role: str) -> str:
        return self.sheet.columns[self.roles[role][0]] if self.roles[role] else ""

    def _blames(self, role: str) -> bool:
        columns = {self.sheet.columns[at] for at in self.roles[role]}
        return any(problem.column in columns for problem in self.problems)
