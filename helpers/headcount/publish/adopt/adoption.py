"""What was understood of a sheet is written as a story: sound, and honest about what it lacks."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headcount.charts import charts_file
from headcount.charts.chart import make_chart
from headcount.core.errors import NothingFits, UnknownWord, WrongChoice
from headcount.core.files import UnreadFile, read_plain
from headcount.core.rich import Rich, Section
from headcount.core.wording import count_of, few
from headcount.figures.package import Package, load, read, tomlfile
from headcount.figures.package.descriptor import DESCRIPTOR
from headcount.figures.package.problem import shown
from headcount.figures.table import records
from headcount.publish import story as story_folder
from headcount.publish.adopt.adding import Added
from headcount.publish.adopt.adding import add as add_to
from headcount.publish.adopt.columns import check_roles, guess
from headcount.publish.adopt.described import ColumnFacts, unnamed
from headcount.publish.adopt.heads import read_head, without_date
from headcount.publish.adopt.sheet import Sheet, read_sheet
from headcount.publish.adopt.understanding import (
    Answers,
    Understanding,
    Understood,
    guess_times,
    number,
    together,
    understand,
)
from headcount.publish.adopt.writing import MEASURE, PLACED, Story, short_name
from headcount.publish.export.folder import write_folder

if TYPE_CHECKING:
    import pandas as pd

ANSWERS = "adopt.toml"
_TABLES = ("columns", "times", "publishers")

_NAMED = 5  # hosts that one line names
_SUGGESTED = 5  # charts of one form: whoever wants more writes them down
_READABLE = 60  # figures in a row each: more, and nobody reads the chart
_LINE = 1500  # figures on a line
_SEVERAL = 3  # figures for one thing, before they make a chart


@dataclass(frozen=True, kw_only=True)
class Adoption(Rich):
    """What became of a sheet.

    Parameters
    ----------
    sheet
        The table as it was found.
    answers
        What its columns are for, and what is counted.
    found
        The figures, and what could not be understood.
    folder
        Where the story is; `None` where nothing was written.
    added
        What of it was new, where it was added to a story.
    undrawn
        Why a chart that most sheets have was not drawn.
    """

    sheet: Sheet
    answers: Answers
    found: Understanding
    folder: Path | None = None
    added: Added | None = None
    undrawn: str = ""

    @property
    def package(self) -> Package:
        """The story, to make charts of."""
        if self.folder is None:
            raise WrongChoice("Nothing was written; name a folder for the story")
        return read(self.folder)

    @property
    def summary(self) -> str:
        """What became of the sheet, in a sentence."""
        parts = [count_of(len(self.found.figures), "figure")]
        if self.found.faults:
            parts.append(f"{count_of(len(self.found.faults), 'cell')} not understood")
        left = sum(one.is_left_out for one in self.found.left)
        if left:
            parts.append(f"{count_of(left, 'line')} left out")
        said = f"{self.sheet.name}: {', '.join(parts)}."
        for column, times in self.answers.times.items():
            said += f" The numbers in {shown(column)} were multiplied by {times:,.15g}."
        if self.sheet.encoding:
            said += (
                f" It was read as {self.sheet.encoding}; if letters look wrong, save it as UTF-8."
            )
        return said

    def text(self) -> str:
        """Return what became of the sheet as lines."""
        return "\n".join([self.summary, *self._added(), *self._remarks()])

    def _added(self) -> list[str]:
        return self.added.lines() if self.added else []

    @property
    def unnamed(self) -> list[str]:
        """The hosts of which nobody has said who publishes there."""
        links = ((one.publisher, one.link) for one in self.found.figures)
        return unnamed(links, self.answers.publishers)

    def _remarks(self) -> list[str]:
        said = [*together(self.found.faults), *together(self.found.left)]
        bars = [f"No bars of all latest figures: {self.undrawn}"] if self.undrawn else []
        return [*said, *bars, *self._kept_as_words(), *self._to_name()]

    def _kept_as_words(self) -> list[str]:
        """Name the columns with numbers of which no figure was made."""
        return [
            f"{one.column}: its numbers only distinguish rows ({', '.join(one.examples)}); "
            "say what else it is for, if it is"
            for one in guess(self.sheet)
            if self.answers.columns[one.column] == "group" and one.has_unread_numbers
        ]

    def _to_name(self) -> list[str]:
        if not self.unnamed:
            return []
        hosts = few(self.unnamed, _NAMED)
        one = "Its publisher is" if len(self.unnamed) == 1 else "Their publishers are"
        return [
            f"{hosts}: {one} not known. Until you name it, charts say "
            f"{shown(f'website {self.unnamed[0]}')}; write it into {ANSWERS}, under publishers"
        ]

    def blocks(self) -> list[Section]:
        """Return what became of the sheet as a notebook shows it."""
        return [
            Section(paragraphs=[self.summary], entries=self._added()),
            Section(entries=together(self.found.faults)),
            Section(entries=self._remarks()[len(together(self.found.faults)) :]),
        ]

    def as_json(self) -> dict[str, Any]:
        """Return what became of the sheet as plain data."""
        return {
            "sheet": self.sheet.name,
            "columns": dict(self.answers.columns),
            "figures": [_plain(one) for one in self.found.figures],
            "not_understood": [asdict(fault) for fault in self.found.faults],
            "publishers_unknown": self.unnamed,
            "left_out": [asdict(fault) for fault in self.found.left],
            "folder": str(self.folder) if self.folder else None,
            "changes": [dict(one) for one in self.added.changes] if self.added else [],
        }


def propose(source: str | Path | pd.DataFrame | Sheet, **given: Any) -> tuple[Sheet, Answers]:
    """Read a sheet, and say what its columns seem to be for.

    Parameters
    ----------
    source
        A file, a DataFrame, a pasted table, or a sheet that was read already.
    **given
        What is known already: any of the parameters of `Answers`. `columns` may name a few.

    Raises
    ------
    WrongChoice
        When there is no table, or what is given does not fit it.

    Examples
    --------
    >>> import pandas as pd
    >>> sheet, answers = propose(pd.DataFrame({"Country": ["Chile"], "Beds": [12], "Year": [2020]}))
    >>> answers.columns, answers.counted
    ({'Country': 'place', 'Beds': 'amount', 'Year': 'as_of'}, 'beds')
    """
    sheet = source if isinstance(source, Sheet) else read_sheet(source, given.get("sheet"))
    roles = {one.column: one.role for one in guess(sheet)} | dict(given.pop("columns", None) or {})
    wrong = check_roles(roles, sheet.columns)
    if wrong:
        raise WrongChoice("; ".join(wrong))
    amounts = [name for name, role in roles.items() if role == "amount"]
    facts = sheet.facts.get(amounts[0], ColumnFacts()) if len(amounts) == 1 else ColumnFacts()
    counted = given.pop("counted", None) or (
        _words_of(facts.title or without_date(read_head(amounts[0]).name)[0])
        if len(amounts) == 1
        else "figures"
    )
    unit = facts.unit or counted
    known = {"kind": counted, "unit": unit, "status": "claimed", "flow": False, **given}
    times = dict(known.get("times") or {})
    if wild := [
        name for name, by in times.items() if not (isinstance(by, (int, float)) and 0 < by < 1e15)
    ]:
        raise WrongChoice(f"times of {few(wild, 3)}: give a number above 0, such as 1000")
    known["times"] = guess_times(sheet, roles) | times
    return sheet, Answers(columns=roles, counted=counted, **known)


def adopt(
    source: str | Path | pd.DataFrame | Sheet,
    folder: str | os.PathLike[str] | None = None,
    *,
    title: str | None = None,
    like: Package | None = None,
    add: bool = False,
    correct: str = "",
    **given: Any,
) -> Adoption:
    """Make a story of a spreadsheet; the sheet itself is only read.

    1. What is not answered is guessed from the heads and the cells; `Adoption.answers` says how.
    2. No figure is made of a cell that cannot be read with certainty: it is told, with its line.
    3. The answers are kept beside the story, in ``adopt.toml``.
    4. Added to a story, the sheet is read with the answers kept there. Rows that are there are not
       written again, and never overwritten: what has changed is a list, `Adoption.added`.

    Parameters
    ----------
    source
        A CSV, TSV, xlsx, xls or ods file, a Data Package, a DataFrame, a table that was pasted as
        text, or a sheet that `propose` returned.
    folder
        A new folder for the story; `None` to see what would come of the sheet, and write nothing.
    title
        What the story is called; by itself, as its folder.
    like
        The package whose tables of sources, notes and names it takes; by itself, the bundle's.
    add
        Add the rows to the story in the folder.
    correct
        Why figures that the sheet has otherwise are changed, in a sentence: then they are, each
        with its row in ``corrections.csv``.
    **given
        Answers: see `Answers`.

    Raises
    ------
    WrongChoice
        When there is no table, an answer does not fit it, or the folder is taken.
    NothingFits
        When there is no figure in the sheet that can be read.
    OSError
        When a file cannot be read or written.

    Examples
    --------
    >>> import headcount as hc
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"Country": ["Chile", "Peru"], "Beds": ["10-12k", "?"], "Year": 2020})
    >>> print(hc.adopt(frame).text())
    the frame: one figure, one line left out.
    line 3, beds: no amount is given; no figure is made of it
    """
    if (add or correct) and folder is not None:
        return _add(source, Path(folder), correct, given)
    sheet, answers = propose(source, **given)
    found = understand(sheet, answers)
    if folder is None:
        return Adoption(sheet=sheet, answers=answers, found=found)
    _refuse_nothing(sheet, found)
    folder = Path(folder)
    refuse_taken(folder)
    story = Story(folder, sheet, answers, found, title or "", like or read())
    contents = story.files(folder)
    contents[ANSWERS] = write_answers(answers).encode()
    write_folder(folder, contents)
    written = load(folder)
    if not written.sound:  # a fault of ours, not of the sheet's: the folder stays, to be looked at
        raise WrongChoice(f"{folder} was written and has errors:\n{written.text()}")
    charts, undrawn = _charts(written.package())
    (folder / charts_file.FILE).write_text(charts, "utf-8")
    return Adoption(sheet=sheet, answers=answers, found=found, folder=folder, undrawn=undrawn)


def _add(
    source: str | Path | pd.DataFrame | Sheet, folder: Path, correct: str, given: dict[str, Any]
) -> Adoption:
    kept = folder / ANSWERS
    known = read_answers(kept) if kept.is_file() else {}
    if given.get("counted", known.get("counted")) != known.get("counted"):
        known = {}  # another sheet, of another thing
    tables = {name: {**known.get(name, {}), **(given.get(name) or {})} for name in _TABLES}
    sheet, answers = propose(source, **{**known, **given, **tables})
    found = understand(sheet, answers)
    _refuse_nothing(sheet, found)
    added = add_to(folder, sheet, answers, found, correct)
    if not kept.is_file():
        kept.write_text(write_answers(answers), encoding="utf-8", newline="\n")
    return Adoption(sheet=sheet, answers=answers, found=found, folder=folder, added=added)


def _refuse_nothing(sheet: Sheet, found: Understanding) -> None:
    if not found.figures:
        first = f": {found.faults[0]}" if found.faults else ""
        raise NothingFits(f"{sheet.name} has no figure that can be read{first}")


def read_answers(file: Path) -> dict[str, Any]:
    """Return the answers that were kept in a file.

    Raises
    ------
    WrongChoice
        When it is no such file.
    """
    try:
        answers = tomlfile.parsed(read_plain(file, tomlfile.MOST_BYTES).decode())
    except (UnreadFile, ValueError, RecursionError) as error:
        raise WrongChoice(f"{file}: {error}") from None
    known = sorted(one.name for one in fields(Answers))
    kinds: dict[str, type] = {
        **dict.fromkeys(known, str),
        **dict.fromkeys(_TABLES, dict),
        "flow": bool,
    }
    wrong = sorted(
        name for name, value in answers.items() if not isinstance(value, kinds.get(name, ()))
    )
    if wrong:
        raise WrongChoice(
            f"{file}: no question is named {few(wrong, 3)}, or the answer is none; "
            f"texts and tables for {', '.join(known)}"
        )
    return {**answers}


def write_answers(answers: Answers) -> str:
    """Return answers as the text of ``adopt.toml``."""
    given = {key: value for key, value in asdict(answers).items() if value not in (None, "")}
    tables = {name: given.pop(name) for name in _TABLES}
    lines = [
        "# What was answered when the sheet was read. Next time it is read without a question.",
        "",
    ]
    lines += [f"{key} = {tomlfile.written(value)}" for key, value in given.items()]
    for table, entries in tables.items():
        lines += ["", f"[{table}]"] if entries else []
        lines += [
            f"{tomlfile.written(name)} = {tomlfile.written(value)}"
            for name, value in entries.items()
        ]
    return "\n".join([*lines, ""])


def refuse_taken(folder: Path) -> None:
    """Refuse a folder that is not empty; of a story, say how rows are added to it.

    Raises
    ------
    WrongChoice
        With what is there.
    """
    try:
        story_folder.refuse_taken(folder)
    except WrongChoice as error:
        if not (folder / DESCRIPTOR).is_file():
            raise
        raise WrongChoice(f"{error}, or say add, and its rows are added to the story") from None


def _charts(package: Package) -> tuple[str, str]:
    """Return the ``charts.toml`` of what fits: all in time, ranks, what was counted most often.

    And why the bars of all latest figures are not among it, where they should be.
    """
    rows = records(package)
    what = rows[0][MEASURE]
    by = Counter(row["source_id"] for row in rows)
    sources = [one for one, number in by.most_common(_SUGGESTED) if number >= _SEVERAL]
    things = Counter((row[MEASURE], row.get(PLACED) or "") for row in rows)
    often = [thing for thing, number in things.most_common(_SUGGESTED) if number >= _SEVERAL]
    timed = [{"form": "timeline", "where": {MEASURE: what}}] if len(rows) <= _READABLE else []
    placed = {row[PLACED] for row in rows if row[MEASURE] == what} if PLACED in rows[0] else ()
    mixed = len(by) > 1 and 1 < len(placed) <= _READABLE
    wanted: list[dict[str, Any]] = [
        *([{"form": "rank", "measure": what}] if mixed else []),
        *timed,
        *({"form": "rank", "measure": what, "source": source} for source in sources),
        *(
            {"form": form, "where": {MEASURE: thing} | ({PLACED: place} if place else {})}
            for thing, place in often
            for form, most in (("spread", _READABLE), ("history", _LINE))
            if things[thing, place] <= most
        ),
    ]
    text, undrawn = charts_file.HEAD, ""
    for choice in wanted:
        try:
            make_chart(package, **choice)
        except (NothingFits, UnknownWord, WrongChoice) as error:
            if mixed and choice is wanted[0]:
                undrawn = str(error)
            continue
        what_of = choice.get("source", choice.get("measure", ""))
        words = [choice["form"], *choice.get("where", {}).values(), what_of]
        text += f"\n[{short_name('-'.join(filter(None, words)), 60)}]\n"
        text += "".join(f"{key} = {tomlfile.written(value)}\n" for key, value in choice.items())
    return text, undrawn


def _plain(one: Understood) -> dict[str, Any]:
    numbers = {name: number(getattr(one.amount, name)) for name in ("low", "value", "high")}
    return {
        "line": one.line, "what": one.what, "country": one.place, **numbers,
        "qualifier": one.amount.qualifier, "as_of": one.as_of, "reported": one.reported,
        "link": one.link, "publisher": one.publisher, **dict(one.groups), "notes": list(one.notes),
    }  # fmt: skip


def _words_of(head: str) -> str:
    """Return what a head says is counted: "Number of beds" counts beds."""
    plain = re.sub(r"\(.*?\)|\[.*?\]", "", head).strip().casefold()
    return re.sub(r"^(number|no\.?|total|count) of ", "", plain) or "figures"
