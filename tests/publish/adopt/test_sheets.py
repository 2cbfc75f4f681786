"""Sheets after the habits of real ones become what a careful reader takes from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from headcount.cli import main
from headcount.core.errors import WrongChoice
from headcount.publish.adopt.columns import check_roles, guess
from headcount.publish.adopt.sheet import Sheet, read_sheet
from headcount.publish.adopt.understanding import Answers, Understanding, understand

from tests.publish.adopt.labels import said, unescaped


@dataclass
class Labelled:
    """A sheet, what is answered, and what must come of it."""

    name: str
    answers: dict[str, str]
    text: str
    roles: dict[str, str] = field(default_factory=dict)
    figures: list[list[str]] = field(default_factory=list)
    fault: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    refused: str = ""

    @staticmethod
    def of(block: str) -> Labelled:
        """Read one block of the file."""
        head, rest = block.split("\n", 1)
        text, labels = rest.split("\n---\n")
        name, _, answers = head.partition(" | ")
        one = Labelled(name, dict(part.split("=", 1) for part in answers.split()), unescaped(text))
        for line in labels.strip().split("\n"):
            what, _, said_of = line.partition(": ")
            if what == "roles":
                one.roles = dict(part.split(" = ") for part in said_of.split("; "))
            elif what in ("fault", "left"):
                setattr(one, what, {int(number) for number in said_of.split()})
            elif what == "refused":
                one.refused = said_of
            else:
                one.figures.append([*line.split(" | "), ""][:4])
        return one

    @staticmethod
    def got(found: Understanding) -> dict[int, list[tuple[str, str, str]]]:
        """Return what was read by line: place, amount and date, as the labels write them."""
        lines: dict[int, list[tuple[str, str, str]]] = {}
        for one in found.figures:
            read = one.place or "-", said(one.amount), one.as_of
            lines.setdefault(one.line, []).append(read)
        return lines

    def read(self, folder: Path) -> tuple[Sheet, dict[str, str], Understanding]:
        """Return what the program makes of it."""
        file = folder / "sheet.csv"
        file.write_text(self.text, "utf-8", newline="")
        before = file.read_bytes()
        sheet = read_sheet(file)
        roles = {one.column: one.role for one in guess(sheet)}
        if self.refused and (wrong := check_roles(roles, sheet.columns)):
            raise WrongChoice("; ".join(wrong))
        answers = Answers(
            roles, "things", "things", flow=False, status="claimed", unit="things", **self.answers
        )
        found = understand(sheet, answers)
        assert file.read_bytes() == before
        return sheet, roles, found


def labelled_sheets(name: str) -> list[Labelled]:
    """Return the labelled sheets of a file."""
    text = Path(__file__).with_name(name).read_text("utf-8")
    return [Labelled.of(block) for block in text.split("\n=== ")[1:]]


SHEETS = [
    *labelled_sheets("sheets.txt"),
    *labelled_sheets("sheets_second.txt"),
    *labelled_sheets("sheets_third.txt"),
    *labelled_sheets("sheets_fourth.txt"),
    *labelled_sheets("sheets_fifth.txt"),
    *labelled_sheets("sheets_sixth.txt"),
    *labelled_sheets("sheets_seventh.txt"),
    *labelled_sheets("sheets_eighth.txt"),
]


@pytest.mark.parametrize("labelled", SHEETS, ids=lambda labelled: labelled.name)
def test_a_sheet_becomes_what_a_careful_reader_takes_from_it(labelled: Labelled, tmp_path: Path):
    if labelled.refused:
        with pytest.raises(WrongChoice, match=labelled.refused):
            labelled.read(tmp_path)
        return
    sheet, roles, found = labelled.read(tmp_path)
    assert {name: roles.get(name) for name in labelled.roles} == labelled.roles
    assert check_roles(roles, sheet.columns) == []
    got = [[f"{one.line} {one.place or '-'}", said(one.amount), one.as_of] for one in found.figures]
    assert got == [figure[:3] for figure in labelled.figures]
    for one, figure in zip(found.figures, labelled.figures, strict=True):
        beside = " ".join([one.what, one.amount.rest, one.unit, *one.groups.values(), *one.notes])
        assert figure[3] in beside
    assert {fault.line for fault in found.faults} == labelled.fault
    assert {one.line for one in found.left} == labelled.left
    told = {one.line for one in (*found.figures, *found.faults, *found.left)}
    assert {row.line for row in sheet.rows} <= told


def test_there_are_sixty_sheets_at_least():
    assert len(SHEETS) >= 60
    assert len({one.name for one in SHEETS}) == len(SHEETS)


def test_what_the_fuzzers_found_is_told_or_read(tmp_path, capsys):
    """A day that is none, an address that no library parses, an accent apart from its letter."""
    from headcount.publish.adopt.dates import UnreadDateError, read_parts
    from headcount.publish.adopt.sheet import read_sheet

    with pytest.raises(UnreadDateError):
        read_parts({"year": "2022", "month": "3", "day": "2022~"})
    path = tmp_path / "sheet.csv"
    path.write_text("Country,Re\u0301gion,Troops\nFrance,Nord,900\n", encoding="utf-8")
    assert read_sheet(path).columns[1] == "R\u00e9gion"
    path.write_text("Country,Troops sent,Date,Link\nFrance,900,2022,https://[\n", encoding="utf-8")
    words = ["--yes", "--counted", "soldiers", "--unit", "people"]
    assert main(["adopt", str(path), str(tmp_path / "story"), *words]) == 2
    assert "is not a web address" in capsys.readouterr().err
