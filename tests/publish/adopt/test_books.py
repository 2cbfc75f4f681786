"""Spreadsheets as offices keep them: xls, xlsx and ods, with what a text file does not have.

The files in `books` were written by xlwt, XlsxWriter and odfpy; all in them is invented. What must
come of each was written down before it was read.
"""

from pathlib import Path

import pytest
from headcount.core.errors import WrongChoice
from headcount.publish.adopt.columns import guess
from headcount.publish.adopt.sheet import read_sheet
from headcount.publish.adopt.understanding import Answers, understand

from tests.publish.adopt.labels import said

BOOKS = Path(__file__).parent / "books"

WANTED = {
    # Excel 97: a head in two lines, merged across and downward; real dates; a text among numbers; a
    # sum that nobody has reckoned; a hidden sheet that has a table too
    "beds.xls": (
        [
            "5 DEU exact 1200 2024-03-31 Beds public",
            "5 DEU about 300 2024-03-31 Beds private",
            "6 FRA exact 900 2024-03-30 Beds public",
            "7 AUT exact 1100 2024-03-29 Beds public: without day clinics",
            "7 AUT exact 80 2024-03-29 Beds private",
        ],
        set(),
        {1, 6, 8, 9, 10},
    ),
    # a country merged over two lines; a formula with its result; a day with its hour; a day that is
    # kept as a plain number; percentages kept as shares; an error, of which nothing is left
    "strikes.xlsx": (["2 CHL exact 12000 2024-10-16", "3 CHL exact 12500 2024-10-17"], {4}, {1, 5}),
    # thousands in the title, German words, a total
    "arrivals.ods": (
        ["4 POL exact 12500 2024-10-16", "5 ESP about 3000 2024-10-17"],
        set(),
        {1, 6, 7},
    ),
}


@pytest.mark.parametrize("name", WANTED)
def test_a_book_becomes_what_a_careful_reader_takes_from_it(name):
    figures, fault, left = WANTED[name]
    sheet = read_sheet(BOOKS / name)
    roles = {one.column: one.role for one in guess(sheet)}
    if name == "strikes.xlsx":
        roles["Share of staff (%)"] = "nothing"
    things = Answers(roles, "", "things", flow=False, status="claimed", unit="things")
    found = understand(sheet, things)
    got = [
        f"{one.line} {one.place} {said(one.amount)} {one.as_of} {one.what}: {' '.join(one.notes)}"
        for one in found.figures
    ]
    assert [one.rstrip(": ") for one in got] == figures
    assert {one.line for one in found.faults} == fault
    assert {one.line for one in found.left} == left


def test_shares_that_a_book_shows_as_percentages_are_asked_about():
    sheet = read_sheet(BOOKS / "strikes.xlsx")
    roles = {one.column: one.role for one in guess(sheet)}
    things = Answers(roles, "things", "things", flow=False, status="claimed", unit="things")
    found = understand(sheet, things)
    assert found.figures == ()
    told = [one.wrong for one in found.faults if one.column == "Share of staff (%)"]
    assert told[0] == '"0.12" may be a share of 1 or a percentage'


def test_a_hidden_sheet_is_told_and_can_be_asked_for():
    assert "the sheet Old is hidden" in read_sheet(BOOKS / "beds.xls").left[0].why
    assert read_sheet(BOOKS / "beds.xls", "Old").rows[0].cells == ("Chile", "1", "1999")


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_is_struck_through_hidden_or_said_beside_a_cell_is_told(kind):
    """A cell, a row and a part of a cell with a line through; a row, a column; two comments."""
    sheet = read_sheet(BOOKS / f"withdrawn.{kind}")
    roles = {one.column: one.role for one in guess(sheet)}
    things = Answers(roles, "soldiers", "soldiers", flow=False, status="claimed", unit="people")
    found = understand(sheet, things)
    assert [(one.line, said(one.amount), one.publisher, one.link) for one in found.figures] == [
        (2, "exact 1200", "Herald", "https://a.example/1"),
        (7, "exact 100", "Herald", "https://a.example/2"),
        (8, "exact 80", "Herald", "https://a.example/2"),
    ]
    assert [(one.line, one.wrong) for one in found.faults] == [
        (3, '"900" is struck through'), (5, '"300 350" is struck through'),
    ]  # fmt: skip
    assert {(one.line, one.wrong) for one in found.left} == {
        (1, 'the column "Memo" is hidden, and was not read'),
        (1, 'has a comment: "As told to us"'),
        (4, "is struck through: Niger 400 2023-05-03 Herald"),
        (6, "is hidden, and was not read"),
        (7, 'has a comment: "Their own count; the army says 90."'),
    }
    assert "Memo" not in sheet.columns
    assert not any("Benin" in row.cells for row in sheet.rows)


def test_a_file_that_does_not_say_what_is_struck_through_is_told_of():
    things = Answers({}, "beds", "beds", flow=False, status="claimed", unit="beds")
    told = [
        any("strike-through, hidden" in one.wrong for one in understand(sheet, things).left)
        for sheet in (read_sheet(BOOKS / "beds.xls"), read_sheet(BOOKS / "arrivals.ods"))
    ]
    assert told == [True, False]


def test_a_book_that_is_none_is_refused(tmp_path):
    broken = tmp_path / "broken.xls"
    broken.write_bytes((BOOKS / "beds.xls").read_bytes()[:900])
    with pytest.raises(WrongChoice, match="not a spreadsheet that can be read"):
        read_sheet(broken)
