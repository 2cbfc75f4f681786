"""A sheet is added to a story that is there: new rows at the end, no row ever overwritten.

What the story has already is known by what it is about, what it counts, its date and its source.
Where such a row says another number now, nothing is changed: the change is a row for
``corrections.csv``, and is made together with it once somebody has said why.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from headcount.core.errors import UnknownWord, WrongChoice
from headcount.figures import dictionary
from headcount.figures.package import Package, load, read
from headcount.figures.package.descriptor import DESCRIPTOR, OWN, SHARED, as_text, schema_files
from headcount.figures.package.problem import shown
from headcount.figures.package.vocabulary import AMOUNTS
from headcount.publish.adopt.sheet import Sheet
from headcount.publish.adopt.understanding import Answers, Understanding
from headcount.publish.adopt.writing import (
    MEASURE,
    OWN_SHEET,
    PLACED,
    Story,
    csv_lines,
)
from headcount.publish.story import put

_SAID = (*AMOUNTS, "qualifier", "unit", "status", "reported")
"""What a figure says: where one of these differs, the figure has changed."""


@dataclass(frozen=True)
class Added:
    """What became of a story to which a sheet was added.

    Parameters
    ----------
    rows
        The figures that are new, as rows of their table.
    same
        How many the story had already, with the same number.
    changes
        Rows for ``corrections.csv``, a cell each: what the story has, and what the sheet has.
    made
        Whether the changes were made.
    """

    rows: tuple[Mapping[str, Any], ...]
    same: int
    changes: tuple[Mapping[str, Any], ...]
    made: bool

    def lines(self) -> list[str]:
        """Say it, a line for each change."""
        told = [f"{len(self.rows)} new, {self.same} there already, {len(self.changes)} changed."]
        told += [
            f"{one['figure_id']}, {one['field']}: {one['old'] or 'nothing'} in the story, "
            f"{one['new'] or 'nothing'} in the sheet"
            for one in self.changes
        ]
        if self.changes and not self.made:
            told.append("Nothing of this was changed; say why (correct), and each becomes a row of "
                        "corrections.csv.")  # fmt: skip
        return told


def add(
    folder: Path, sheet: Sheet, answers: Answers, found: Understanding, correct: str = ""
) -> Added:
    """Add what was understood of a sheet to a story.

    1. Rows that are there stay as they are, to the byte; ids stay unique; a source that is there
       by its address or publisher is used again, and so is a note that says the same.
    2. The folder is changed only when the result is sound.

    Parameters
    ----------
    folder
        A sound data folder.
    sheet, answers, found
        As for a new story.
    correct
        Why figures that have changed are changed, in a sentence; nothing to leave them.

    Raises
    ------
    WrongChoice
        When the story's table has other columns than the sheet.
    PackageError
        When the folder is not sound.
    """
    there = read(folder)
    new = Story(folder, sheet, answers, found, "", there, there=there)
    table = new.table
    known = _Known(there, table, new)
    for row in new.tables[table]:
        known.take(row)
    reason = " ".join(correct.split())
    tables = known.tables()
    with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as place:
        draft = Path(place, "draft")
        draft.mkdir()
        for file in filter(Path.is_file, folder.iterdir()):
            shutil.copy2(file, draft)
        files = _described(draft, new, table, tables)
        for name, rows in tables.items():
            if not rows and name != table:
                continue
            _append(draft / new.resource(name)["path"], new.head(name), rows)
        have = {row["source_id"]: row["publisher"] for row in there["sources"].to_dict("records")}
        for row in new.tables["sources"]:
            if have.get(row["source_id"], row["publisher"]) != row["publisher"]:
                put(draft, "sources", row)
        if reason:
            _correct(draft, table, known.changes, reason)
        checked = load(draft)
        if not checked.sound:
            raise WrongChoice(f"{folder} stays as it is; with the sheet it would have errors:\n"
                              f"{checked.text()}")  # fmt: skip
        if files:
            dictionary.write(checked.package())
        _move(draft, folder)
    rows = tables.get(table, [])
    return Added(tuple(rows), known.same, tuple(known.changes), made=bool(reason))


class _Known:
    """The figures that a story has, and what of a sheet is new to it."""

    def __init__(self, there: Package, table: str, new: Story) -> None:
        self.there, self.table, self.new = there, table, new
        rows = there.tables.get(table, [])
        if table in there.tables:
            wanted, have = set(new.head(table)), {one["name"] for one in there.fields(table)}
            for column in sorted(wanted - have):
                raise UnknownWord(f"{table} has no column {shown(column)}", column, have)
        self.own = {
            row["source_id"]
            for row in (*there.tables["sources"], *new.tables["sources"])
            if row["publisher"] == OWN_SHEET
        }
        self.dimensions = [PLACED, MEASURE, *new.columns.values()]
        self.by_key: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
        for row in rows:
            self.by_key.setdefault(self._key(row), []).append(row)
        self.rows: list[dict[str, Any]] = []
        self.ids: dict[str, str] = {}
        self.changes: list[dict[str, Any]] = []
        self.same = 0

    def _key(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        source = OWN_SHEET if row["source_id"] in self.own else row["source_id"]
        return (*(row.get(one) or "" for one in self.dimensions), row["as_of"], source)

    def take(self, row: dict[str, Any]) -> None:
        """Find a row of the sheet in the story: as it is, changed, or not at all."""
        like = self.by_key.get(self._key(row), [])
        equal = next((one for one in like if _said(one) == _said(row)), None)
        if equal is not None:
            self.same += 1
            self._match(row, equal, like)
        elif len(like) == 1:
            (old,) = like
            self.changes += [
                {"table": self.table, "figure_id": old["figure_id"], "field": field,
                 "old": _cell(old[field]), "new": _cell(row[field])}
                for field in _SAID if _cell(old[field]) != _cell(row[field])
            ]  # fmt: skip
            self._match(row, old, like)
        else:
            self.rows.append(row)
            self.ids[row["figure_id"]] = row["figure_id"]

    def _match(self, row: Mapping[str, Any], old: Mapping[str, Any], like: list[Any]) -> None:
        like.remove(old)  # each row of the story is found once
        self.ids[row["figure_id"]] = old["figure_id"]

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """Return the rows that are to be added, by table."""
        used = {row["source_id"] for row in self.rows}
        sources = [row for row in self.new.tables["sources"] if row["source_id"] in used]
        fresh = {row["figure_id"] for row in self.rows}
        targets = [one for one in self.new.tables["caveat_targets"] if one["target"] in fresh]
        noted = {one["caveat_id"] for one in targets}
        caveats = [one for one in self.new.tables["caveats"] if one["caveat_id"] in noted]
        places = {row.get(PLACED) for row in self.rows}
        named = [one for one in self.new.tables.get("countries", []) if one["country"] in places]
        return {
            "countries": _not_in(self.there, "countries", named, "country"),
            "sources": _not_in(self.there, "sources", sources, "source_id"),
            self.table: self.rows,
            "caveats": _not_in(self.there, "caveats", caveats, "caveat_id"),
            "caveat_targets": targets,
            "names": _not_in(self.there, "names", self.new.tables["names"], "name"),
        }


def _said(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(_cell(row[field]) for field in _SAID)


def _cell(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _not_in(
    there: Package, table: str, rows: Iterable[dict[str, Any]], key: str
) -> list[dict[str, Any]]:
    have = {row[key] for row in there.tables.get(table, [])}
    return [row for row in rows if row[key] not in have]


def _append(file: Path, head: list[str], rows: list[dict[str, Any]]) -> None:
    """Write rows at the end of a table; what is there stays to the byte."""
    if not rows and file.exists():
        return
    before = file.read_bytes() if file.exists() else csv_lines(head, []).encode()
    if file.exists():
        head = before.decode("utf-8-sig").partition("\n")[0].strip().split(",")
    text = csv_lines(head, rows).partition("\n")[2]
    file.write_bytes(before + (b"" if before.endswith(b"\n") else b"\n") + text.encode())


def _described(
    draft: Path, new: Story, table: str, tables: Mapping[str, list[dict[str, Any]]]
) -> bool:
    """Describe what is new: a table, a unit, a measure; and whether anything was."""
    file = draft / DESCRIPTOR
    short = json.loads(file.read_text("utf-8"))
    before = as_text(short)
    there = {one["name"] for one in short["resources"]}
    mine = {one["name"]: one for one in new.short["resources"]}
    if tables[table] or table in there:
        wanted = [table] + (["countries"] if tables["countries"] else [])
        short["resources"] += [mine[one] for one in wanted if one not in there]
    pairs = [(short, SHARED)] + [(one, OWN) for one in short["resources"] if one["name"] == table]
    theirs = {"": new.short.get(SHARED, []), table: mine[table].get(OWN, [])}
    for whole, key in pairs:
        fields = whole.get(key) or whole.get("schema", {})
        fields = fields if isinstance(fields, list) else fields.get("fields", [])
        _widen(fields, [*theirs[""], *theirs[table]])
    sources = next(one for one in short["resources"] if one["name"] == "sources")
    if tables["sources"]:
        _widen(sources["schema"]["fields"], mine["sources"]["schema"]["fields"])
    text = as_text(short)
    if text == before:
        return False
    for name, content in {DESCRIPTOR: text, **schema_files(short)}.items():
        (draft / name).write_text(content, encoding="utf-8", newline="\n")
    return True


def _widen(fields: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> None:
    """Let columns hold what is new: words of closed lists, parts of numbers, what is negative."""
    by_name = {one["name"]: one for one in wanted}
    for one in fields:
        other = by_name.get(one["name"])
        if other is None:
            continue
        rules, more = one.get("constraints", {}), other.get("constraints", {})
        if "enum" in rules and "enum" in more:
            new = [word for word in more["enum"] if word not in rules["enum"]]
            rules["enum"] += new
            one["categories"] = [
                *one.get("categories", []),
                *(word for word in other.get("categories", []) if word["value"] in new),
            ]
        if one["name"] in AMOUNTS:
            if other["type"] == "number":
                one["type"] = "number"
            if "minimum" in rules and "minimum" not in more:
                del rules["minimum"]


def _correct(draft: Path, table: str, changes: list[dict[str, Any]], reason: str) -> None:
    """Make changes, each with its row in the table of corrections."""
    rows = {row["figure_id"]: dict(row) for row in load(draft).package().tables[table]}
    today = datetime.now(tz=UTC).date().isoformat()
    file = draft / "corrections.csv"
    for one in changes:
        rows[one["figure_id"]][one["field"]] = one["new"]
    for figure in dict.fromkeys(one["figure_id"] for one in changes):
        put(draft, table, rows[figure])
    head = file.read_text("utf-8").partition("\n")[0].split(",")
    _append(file, head, [one | {"date": today, "reason": reason} for one in changes])


def _move(draft: Path, folder: Path) -> None:
    """Put the files that changed into their places: what rows lead to before the rows."""
    changed = [
        file
        for file in draft.iterdir()
        if not (folder / file.name).exists()
        or (folder / file.name).read_bytes() != file.read_bytes()
    ]
    first = (DESCRIPTOR, "countries.csv", "sources.csv", "caveats.csv")
    for file in sorted(changed, key=lambda one: (one.name not in first, one.name)):
        os.replace(file, folder / file.name)  # noqa: PTH105  (in one step, over what is there)
