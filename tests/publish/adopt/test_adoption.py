"""A sheet becomes a sound story, and nothing of it is lost on the way."""

from __future__ import annotations

import io
import json
import os
import time
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path

import headcount as hc
import pandas as pd
import pytest
from headcount.charts.sensitivity import of_chart
from headcount.cli import main
from headcount.core.errors import NothingFits, WrongChoice
from headcount.publish.adopt.adoption import read_answers, write_answers
from headcount.publish.adopt.sheet import read_sheet
from headcount.publish.adopt.writing import GIVEN
from headcount.render.svg import to_svg

from tests.publish.adopt.test_sheets import SHEETS

ISSUE = next(one for one in SHEETS if one.name == "the sheet of the issue")
SAID = {
    "counted": "soldiers sent",
    "kind": "people under arms",
    "unit": "people",
}
OPTIONS = ["--counted", "soldiers sent", "--kind", "people under arms", "--unit", "people"]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "sheet.csv"
    file.write_text(ISSUE.text, "utf-8")
    return file


KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = "http://schemas.openxmlformats.org"
OFFICE = f"{XML}/officeDocument/2006/relationships"


def workbook(sheets: dict[str, list[list[object]]], merged: Sequence[str] = ()) -> bytes:
    """Write the least that is an xlsx: numbers as numbers, all else as text."""
    numbers = range(1, len(sheets) + 1)
    types = [
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{KIND}.worksheet+xml"/>'
        for at in numbers
    ]
    names = [
        f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets, 1)
    ]
    files = {
        "[Content_Types].xml": f'<Types xmlns="{XML}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f"{''.join(types)}</Types>",
        "_rels/.rels": related({"officeDocument": ["xl/workbook.xml"]}),
        "xl/workbook.xml": f'<workbook xmlns="{XML}/spreadsheetml/2006/main" xmlns:r="{OFFICE}">'
        f"<sheets>{''.join(names)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": related(
            {"worksheet": [f"worksheets/sheet{at}.xml" for at in numbers]}
        ),
    }
    cells_merged = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    ranges = f"<mergeCells>{cells_merged}</mergeCells>" if merged else ""
    for at, rows in enumerate(sheets.values(), 1):
        lines = [f'<row r="{line}">{cells(row, line)}</row>' for line, row in enumerate(rows, 1)]
        files[f"xl/worksheets/sheet{at}.xml"] = (
            f'<worksheet xmlns="{XML}/spreadsheetml/2006/main">'
            f"<sheetData>{''.join(lines)}</sheetData>{ranges}</worksheet>"
        )
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as parts:
        for name, text in files.items():
            parts.writestr(name, text)
    return book.getvalue()


def related(targets: dict[str, list[str]]) -> str:
    lines = [
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for kind, named in targets.items()
        for at, target in enumerate(named, 1)
    ]
    begin = f'<Relationships xmlns="{XML}/package/2006/relationships">'
    return f"{begin}{''.join(lines)}</Relationships>"


def cells(row: list[object], line: int) -> str:
    told = []
    for column, cell in enumerate(row):
        at = f"{chr(65 + column)}{line}"
        if isinstance(cell, (int, float)):
            told.append(f'<c r="{at}"><v>{cell}</v></c>')
        else:
            told.append(f'<c r="{at}" t="inlineStr"><is><t>{cell}</t></is></c>')
    return "".join(told)


def test_the_sheet_becomes_a_sound_story_with_its_notes_and_lines(sheet: Path, tmp_path: Path):
    made = hc.adopt(sheet, tmp_path / "story", **SAID)
    assert hc.check(tmp_path / "story").problems == []
    data = made.package
    rows = data["soldiers_sent"]
    assert len(rows) == 7
    assert list(rows.locator) == [f"line {line} of sheet.csv" for line in (2, 3, 4, 5, 8, 9, 10)]
    assert rows.loc[2, ["low", "high"]].tolist() == [10000, 12000]
    assert set(data["sources"].publisher) == {"a.example", "b.example", "c.example"}
    notes = dict(zip(data["caveats"].caveat_id, data["caveats"].long, strict=True))
    targets = {row.target: notes[row.caveat_id] for row in data["caveat_targets"].itertuples()}
    assert targets[rows.figure_id[0]] == "First contingent."
    assert targets[rows.figure_id[3]] == "Including support staff."
    assert set(data["countries"].in_text) == {"North Korea", "Laos", "Ethiopia"}


def test_a_chart_of_it_bears_its_notes_at_once(sheet: Path, tmp_path: Path):
    data = hc.adopt(sheet, tmp_path / "story", **SAID).package
    assert "timeline-soldiers-sent" in hc.chart_names(data)
    for name in hc.chart_names(data)[1:]:  # the first has the latest of each country alone
        chart = hc.named(data, name)
        assert "First contingent." in [note.text for note in chart.notes]
        assert "a.example" in chart.source_line


def test_bars_of_several_sources_come_first_each_with_its_source(sheet: Path, tmp_path: Path):
    data = hc.adopt(sheet, tmp_path / "story", **SAID).package
    assert hc.chart_names(data)[0] == "rank-soldiers-sent"
    chart = hc.named(data, "rank-soldiers-sent")
    assert "Each country's latest figure from the source named with it." in chart.deck
    assert "No rank is given: the figures are from several sources." in chart.deck
    assert "first" not in chart.headline
    drawn = to_svg(chart.drawing(600), title=chart.headline, description=chart.alt)
    assert "North Korea (website b.example, Dec. 31, 2024)" in drawn
    assert "Ethiopia (website c.example, 2025)" in drawn
    with pytest.raises(NothingFits, match="from several sources"):
        of_chart(chart, highlight="PRK")


def test_a_sheet_without_countries_and_with_decimals_and_losses(tmp_path: Path):
    frame = pd.DataFrame(
        {
            "Branch": ["North", "South"],
            "Balance": [-1.5, 2],
            "Year": [2020, 2020],
            "Town": ["A", "B"],
        }
    )
    made = hc.adopt(frame, tmp_path / "story", kind="money", unit="euros", status="confirmed")
    rows = made.package["balance"]
    assert rows.value.tolist() == [-1.5, 2.0]
    assert rows.branch.tolist() == ["North", "South"]
    assert "countries" not in made.package.tables


def test_a_source_with_only_an_address_is_named_or_attributed_as_a_website(tmp_path: Path):
    """A well-known host has its name, one that is said has that one, and the gap is told once."""
    text = "Country,Troops,Date,Link\n" + "".join(
        f"{country},{troops},2024,https://{host}/{troops}\n"
        for country, troops, host in (
            ("Laos", 900, "www.bbc.co.uk"), ("Laos", 800, "news.bbc.co.uk"),
            ("Cuba", 700, "x.example"), ("Cuba", 600, "x.example"), ("Mali", 500, "y.example"),
        )
    )  # fmt: skip
    made = hc.adopt(text, tmp_path / "story", **SAID, publishers={"y.example": "the Gazette"})
    assert hc.check(tmp_path / "story").problems == []
    data = made.package
    assert data["sources"].publisher.tolist() == ["BBC", "BBC", "x.example", "x.example", "Gazette"]
    told = [line for line in made.text().splitlines() if "x.example" in line]
    assert len(told) == 1
    assert "Until you name it" in told[0]
    assert "bbc" not in made.text()
    by = {word: hc.chart(data, "rank", measure="soldiers sent", source=source)
          for word, source in (("BBC", "bbc-2"), ("Website x.example", "x-example"))}  # fmt: skip
    for word, chart in by.items():
        assert chart.headline.startswith(f"{word} figures put")
        assert chart.headline[0].isupper()
    assert by["Website x.example"].sentence.endswith("according to the website x.example.")
    assert by["BBC"].sentence.endswith("according to the BBC.")  # not "BBC (2)"
    assert by["BBC"].source_line == "Source: BBC"
    timed = hc.named(data, "timeline-soldiers-sent")
    assert timed.source_line == (
        "Sources: BBC (2 publications); x.example (2 publications); Gazette"
    )


def test_publishers_are_asked_for_once_a_host_and_kept(tmp_path: Path, monkeypatch):
    """In a terminal, in order; Enter leaves one open; next time there is no question."""
    from headcount.cli import adopt as command

    asked = []
    answers = {"Who publishes at x.example": "the Herald"}

    def prompt(text, *, default, **_):
        asked.append(text)
        return answers.get(text, default)

    monkeypatch.setattr(command.click, "prompt", prompt)
    monkeypatch.setattr(command.click, "confirm", lambda _, default: default)
    monkeypatch.setattr(command.sys.stdin, "isatty", lambda: True, raising=False)
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(
        "Country,Troops,Date,Link\n"
        "Laos,1,2024,https://x.example/1\nLaos,2,2024,https://x.example/2\n"
        "Laos,3,2024,https://y.example/1\nLaos,4,2024,https://apnews.com/1\n"
    )
    assert main(["adopt", str(sheet), str(tmp_path / "story")]) == 0
    assert [one for one in asked if one.startswith("Who")] == [
        "Who publishes at x.example", "Who publishes at y.example",
    ]  # fmt: skip
    kept = read_answers(tmp_path / "story" / "adopt.toml")
    assert kept["publishers"] == {"x.example": "the Herald"}
    names = (tmp_path / "story" / "names.csv").read_text("utf-8")
    assert names.splitlines()[1:] == [
        "Herald,the Herald,,,", "y.example,the website y.example,the,website y.example,",
        "AP,the AP,,,",
    ]  # fmt: skip
    asked.clear()
    assert main(["adopt", str(sheet), str(tmp_path / "story"), "--add"]) == 0
    assert asked == []


def test_a_dry_run_writes_nothing(sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    before = sheet.read_bytes(), sheet.stat().st_mtime_ns
    assert main(["adopt", str(sheet), "--dry-run", *OPTIONS]) == 0
    assert list(tmp_path.iterdir()) == [sheet]
    assert (sheet.read_bytes(), sheet.stat().st_mtime_ns) == before
    shown = capsys.readouterr().out
    assert "Troops sent" in shown
    assert "line 12: is a total: Total 5,500" in shown
    said = " ".join(shown.replace("│", " ").split())
    assert "Becomes" in said
    assert "about 3,000" in said


def test_the_answers_read_the_next_sheet_without_a_question(sheet: Path, tmp_path: Path):
    first = hc.adopt(sheet, tmp_path / "story", **SAID)
    kept = tmp_path / "story" / "adopt.toml"
    assert first.answers == hc.adopt(sheet, **read_answers(kept)).answers
    assert main(["adopt", str(sheet), str(tmp_path / "next"), "--answers", str(kept)]) == 0
    table = "soldiers_sent.csv"
    assert (tmp_path / "next" / table).read_text() == (tmp_path / "story" / table).read_text()


def test_what_cannot_be_read_is_told_by_line_and_exits_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "sheet.csv"
    file.write_text("Country,Beds,Year\nChile,12,2020\nKorea,13,2020\nPeru,1OO,2020\n")
    assert main(["adopt", str(file), "--dry-run", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["line"] for one in told["not_understood"]] == [3, 4]
    assert told["not_understood"][0]["right"] == "write North Korea or South Korea"
    assert [one["line"] for one in told["figures"]] == [2]


def test_folders_that_are_taken_and_sheets_without_figures_are_refused(sheet: Path, tmp_path: Path):
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "mine.txt").write_text("mine")
    with pytest.raises(WrongChoice, match="name a new folder"):
        hc.adopt(sheet, tmp_path / "story", **SAID)
    assert [path.name for path in (tmp_path / "story").iterdir()] == ["mine.txt"]
    with pytest.raises(NothingFits, match="no figure that can be read"):
        hc.adopt(pd.DataFrame({"Country": ["Chile"], "Beds": [12]}), tmp_path / "next")
    with pytest.raises(WrongChoice, match='no column "Bed"'):
        hc.adopt(sheet, columns={"Bed": "amount"})
    with pytest.raises(WrongChoice, match="are both"):
        hc.adopt(sheet, columns={"Notes": "place"})


def test_words_that_the_package_it_is_made_like_does_not_have_are_refused(tmp_path: Path):
    beds = hc.read(Path(__file__).parents[2] / "packages" / "beds")
    frame = pd.DataFrame({"Country": ["Norway"], "Troops": [1200]})
    given = {"counted": "soldiers", "unit": "people", "flow": False, "status": "claimed"}
    with pytest.raises(WrongChoice, match='verification has no value "document-in-hand"; use one'):
        hc.adopt(frame, tmp_path / "story", like=beds, as_of="2024-01", **given)
    assert not (tmp_path / "story").exists()


def test_a_workbook_with_one_table_is_read_and_of_two_one_must_be_named(tmp_path: Path):
    table = [
        ["Beds, 2020"],
        [],
        ["Country", "Beds", "Year"],
        ["Chile", 1200, 2020],
        ["Peru", 0.5, 2021],
    ]
    file = tmp_path / "book.xlsx"
    file.write_bytes(workbook({"About": [["By the desk"]], "Data": table}))
    sheet = read_sheet(file)
    assert [row.cells for row in sheet.rows] == [("Chile", "1200", "2020"), ("Peru", "0.5", "2021")]
    assert [row.line for row in sheet.rows] == [4, 5]
    file.write_bytes(workbook({"Old": table, "New": table}))
    with pytest.raises(WrongChoice, match="several sheets with a table: Old, New"):
        read_sheet(file)
    assert read_sheet(file, "New").name == "book.xlsx, New"
    with pytest.raises(ValueError, match='Did you mean "New'):
        read_sheet(file, "Nwe")
    file.write_bytes(b"PK no book")
    with pytest.raises(WrongChoice, match="not a spreadsheet that can be read"):
        read_sheet(file)


FAR = '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>'
SAME = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(9, 4000))


@pytest.mark.parametrize("cells", [FAR, SAME], ids=["a cell far away", "a long text in each cell"])
def test_a_small_book_that_unpacks_to_a_large_one_is_refused(cells: str, tmp_path: Path):
    file = tmp_path / "book.xlsx"
    file.write_bytes(workbook({"Data": [["Country", "Beds"], ["Chile", 1200]]}))
    with zipfile.ZipFile(file) as book:
        parts = {one: book.read(one) for one in book.namelist()}
    name = next(one for one in parts if "sheet1" in one)
    parts[name] = parts[name].replace(b"</sheetData>", f"{cells}</sheetData>".encode())
    text = f'<sst xmlns="{XML}/spreadsheetml/2006/main"><si><t>{"x" * 9_000}</t></si></sst>'
    parts["xl/sharedStrings.xml"] = text.encode()
    related_to = "xl/_rels/workbook.xml.rels"
    parts[related_to] = parts[related_to].replace(
        b"</Relationships>",
        f'<Relationship Id="s" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>".encode(),
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for one, content in parts.items():
            book.writestr(one, content)
    with pytest.raises(WrongChoice, match="more memory or time to read than a table"):
        read_sheet(file)


@pytest.mark.parametrize("kind", [".csv", ".xlsx"])
def test_a_pipe_is_not_waited_for(kind: str, tmp_path: Path):
    os.mkfifo(tmp_path / f"pipe{kind}")
    with pytest.raises(WrongChoice, match="is a pipe, not a file"):
        read_sheet(tmp_path / f"pipe{kind}")


def test_a_line_without_an_end_is_told(tmp_path: Path):
    (tmp_path / "sheet.csv").write_text(f"Country,Beds {'x' * 1_100_000}\n")
    with pytest.raises(WrongChoice):
        read_sheet(tmp_path / "sheet.csv")


def test_a_cell_longer_than_any_of_a_data_folder_is_told_by_its_line():
    with pytest.raises(WrongChoice, match="line 2: a cell has more than 10,000 characters"):
        read_sheet(f"Country,Beds\nChile,{'1' * 900_000}\n")


@pytest.mark.parametrize(
    "text",
    [
        f"{'a.' * 99_999}b = 1",
        f"a = {'[' * 20_000}",
        "#" * 1_000_001,
        "flow = 1",
        "status = [1]",
        "k = 1",
    ],
)
def test_answers_that_are_none_or_would_take_memory_are_told(text: str, tmp_path: Path):
    file = tmp_path / "adopt.toml"
    file.write_text(text)
    with pytest.raises(WrongChoice, match=r"adopt\.toml: "):
        read_answers(file)


@pytest.mark.parametrize("times", [float("inf"), float("nan"), 0, -1, "x"])
def test_a_number_that_nothing_is_written_in_is_told(times: object):
    with pytest.raises(WrongChoice, match="times of Beds: give a number above 0"):
        hc.adopt("Country,Beds\nChile,1200\n", times={"Beds": times})


def test_what_nobody_sees_or_a_spreadsheet_would_run_leaves_a_sound_story(tmp_path: Path):
    file = tmp_path / "a\n=1+1\x1b[2J.csv"
    file.write_text(
        "Country,Troops\u202e,Kind,Note\n"
        'Norway,1200,=1+1,"=HYPERLINK(""http://x"")"\n'
        "Sweden,1300,@home,a\x1b[31m word\n"
    )
    given = {"counted": "soldiers", "unit": "people", "flow": False, "status": "claimed"}
    made = hc.adopt(file, tmp_path / "story", as_of="2024-01", **given)
    rows = made.package.tables["soldiers"]
    assert [row["value"] for row in rows] == [1200, 1300]
    assert [row["kind_in_sheet"] if "kind_in_sheet" in row else row["kind"] for row in rows] == [
        "“=1+1”",
        "“@home”",
    ]


WRITTEN = {
    "utf-8": "Österreich",
    "utf-8-sig": "Österreich",
    "utf-16": "Österreich",
    "utf-16-le": "Österreich",
    "cp1252": "Österreich",
    "cp1250": "Węgry",
    "cp1251": "Россия",
    "mac_roman": "Österreich",
    "gb18030": "中国",
}


@pytest.mark.parametrize("encoding", WRITTEN)
def test_a_sheet_is_read_in_the_encoding_that_it_was_saved_in(encoding: str, tmp_path: Path):
    file = tmp_path / "sheet.csv"
    file.write_bytes(f"Land;Soldaten;Jahr\n{WRITTEN[encoding]};1200;2020\n".encode(encoding))
    made = hc.adopt(file)
    assert made.sheet.column(0) == [WRITTEN[encoding]]
    assert (f"read as {encoding}" in made.text()) == (not encoding.startswith("utf"))


def test_a_text_that_is_no_table_is_refused(tmp_path: Path):
    file = tmp_path / "sheet.csv"
    for text in ("", "\n\n", "one word", "1,2,3\n4,5,6\n"):
        file.write_text(text)
        with pytest.raises(WrongChoice, match=r"no table|no rows"):
            read_sheet(file)


PASTED = {
    "from a spreadsheet": "Country\tBeds\tYear\nPeru\t1,200\t2019\n",
    "as Markdown": "| Country | Beds | Year |\n|---|---|---|\n| Peru | 1,200 | 2019 |\n",
    "from a page of print": "Country   Beds    Year\nPeru      1,200   2019\n",
    "with commas": 'Country,Beds,Year\nPeru,"1,200",2019',
}


@pytest.mark.parametrize("pasted", PASTED.values(), ids=PASTED)
def test_a_table_is_pasted_as_text_or_into_the_command(
    pasted: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (one,) = hc.adopt(pasted).found.figures
    assert (one.place, one.amount.value, one.as_of) == ("PER", 1200, "2019")
    monkeypatch.setattr("sys.stdin", io.StringIO(pasted))
    assert main(["adopt", "-", "--dry-run", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["figures"]
    assert (told["country"], told["value"]) == ("PER", 1200)


def test_a_frame_is_read_with_its_index_its_heads_in_two_lines_and_what_is_missing_in_it():
    frame = pd.DataFrame(
        [[1, 2], [3, None]],
        index=pd.Index(["Peru", "Chile"], name="Country"),
        columns=pd.MultiIndex.from_product([["Beds"], [2019, 2020]]),
    ).astype("Int64")
    made = hc.adopt(frame)
    assert [(one.place, one.amount.value, one.as_of) for one in made.found.figures] == [
        ("PER", 1, "2019"), ("PER", 2, "2020"), ("CHL", 3, "2019"),
    ]  # fmt: skip


def test_numbers_in_thousands_are_told_and_may_be_answered_otherwise():
    frame = pd.DataFrame({"Country": ["Peru"], "Beds (thousands)": ["1.2"], "Year": [2019]})
    made = hc.adopt(frame)
    assert made.found.figures[0].amount.value == 1200
    assert 'The numbers in "Beds (thousands)" were multiplied by 1,000.' in made.text()
    assert tomllib.loads(write_answers(made.answers))["times"] == {"Beds (thousands)": 1000}
    plain = hc.adopt(frame, times={"Beds (thousands)": 1})
    assert str(plain.found.figures[0].amount.value) == "1.2"


def test_a_thousand_rows_take_seconds_and_a_hundred_thousand_stay_in_proportion(tmp_path: Path):
    def seconds(rows: int) -> float:
        file = tmp_path / f"{rows}.csv"
        lines = [
            f'Chile,"{number:,}",2020,https://a.example/{number % 9}\n' for number in range(rows)
        ]
        file.write_text("Country,Beds,Year,Link\n" + "".join(lines))
        start = time.process_time()
        assert len(hc.adopt(file).found.figures) == rows
        return time.process_time() - start

    seconds(10)  # what is loaded once
    assert seconds(8000) < 16 * seconds(1000)  # 64 times, if each row were held against each


def test_columns_called_as_those_of_every_table_get_names_of_their_own(tmp_path: Path):
    frame = pd.DataFrame(
        {
            "Town": ["A", "B"], "Beds": [1, 2], "Year": [2020, 2021],
            "Status": ["open", "shut"], "status?": ["x", "y"], "What": ["p", "q"],
        }
    )  # fmt: skip
    made = hc.adopt(frame, tmp_path / "story", kind="beds", unit="beds", status="estimated")
    rows = made.package["beds"]
    assert rows.status.tolist() == ["estimated", "estimated"]
    assert {"open", "x", "p"} <= {str(cell) for cell in rows.iloc[0]}


def test_a_head_may_be_called_as_what_charts_and_frames_write_into_a_row(data, tmp_path):
    charts = [hc.named(data, name) for name in ("per-head", "every-count", "promised-and-come")]
    own = {field["name"] for table in data.figure_tables for field in data.fields(table)}
    given = {key for chart in charts for row in chart.selection.records for key in row} - own
    assert {*given, *set(data.figures.columns) - own} <= set(GIVEN)
    for head in ("Who", "Name", "Amount", "Table", "Kind"):
        sheet = pd.DataFrame(
            {
                head: ["NIS", "CNN", "Reuters"],
                "Troops": ["12,000", "10k", "12000-15000"],
                "Date": ["2024-10-18", "2024-11", "2024-12-01"],
                "Link": [f"https://{host}.example/1" for host in "abc"],
                "Publisher": ["NIS", "Kyiv Post", "Helsingin Sanomat"],
            }
        )
        made = hc.adopt(sheet, tmp_path / head, columns={head: "group"})
        said = hc.words(made.package.figures).text()
        assert all(word in said for word in ("NIS", "CNN", "Reuters")), head
        for name in hc.chart_names(made.package):
            assert hc.named(made.package, name).headline
