"""A sheet is added to a story: no row is lost, none is written twice, none is overwritten."""

from __future__ import annotations

import csv
from pathlib import Path

import headcount as hc
import pytest
from headcount.cli import main
from headcount.core.errors import UnknownWord, WrongChoice

SAID = {"counted": "soldiers", "kind": "people under arms", "unit": "people"}
HEAD = "Country,Troops,Date,Link,Notes\n"
FIRST = HEAD + (
    'North Korea,"1,200",2024-10-18,https://a.example/1,first contingent\n'
    "Laos,up to 200,Q1 2025,https://c.example/5,\n"
)
NEXT = HEAD + (
    'North Korea,"1,300",2024-10-18,https://a.example/1,first contingent\n'
    "Laos,up to 200,Q1 2025,https://c.example/5,\n"
    "Laos,250,Q2 2025,https://c.example/5,first contingent\n"
    "Cuba,12.5,2025,,\n"
    "Cuba,-3,2026,,\n"
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    sheet = tmp_path / "first.csv"
    sheet.write_text(FIRST)
    return hc.adopt(sheet, tmp_path / "story", **SAID).folder


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "next.csv"
    file.write_text(NEXT)
    return file


def rows(story: Path, table: str = "soldiers") -> list[dict[str, str]]:
    with (story / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_new_rows_are_added_old_ones_stay_to_the_byte_and_what_changed_is_a_list(
    story: Path, sheet: Path
):
    before = {file.name: file.read_bytes() for file in story.glob("*.csv")}
    made = hc.adopt(sheet, story, add=True)
    assert hc.check(story).problems == []
    for name, content in before.items():
        assert (story / name).read_bytes().startswith(content), name
    assert [row["high"] or row["value"] for row in rows(story)] == [
        "1200",
        "200",
        "250",
        "12.5",
        "-3",
    ]
    assert len({row["figure_id"] for row in rows(story)}) == 5
    assert made.added.same == 1
    (change,) = made.added.changes
    assert (change["field"], change["old"], change["new"]) == ("value", "1200", "1300")
    assert rows(story, "corrections") == []
    assert "prk-soldiers-2024-10-18, value: 1200 in the story, 1300 in the sheet" in made.text()


def test_a_source_and_a_note_that_are_there_are_used_again(story: Path, sheet: Path):
    hc.adopt(sheet, story, add=True)
    assert [row["url"] for row in rows(story, "sources")] == [
        "https://a.example/1", "https://c.example/5", "",
    ]  # fmt: skip
    assert len(rows(story, "caveats")) == 1
    assert len(rows(story, "caveat_targets")) == 2


def test_a_source_that_was_named_since_is_still_known_by_its_address(story: Path, sheet: Path):
    file = story / "sources.csv"
    file.write_text(file.read_text("utf-8").replace("c.example,", "The Example Times,"), "utf-8")
    hc.adopt(sheet, story, add=True)
    named = {row["source_id"]: row["publisher"] for row in rows(story, "sources")}
    assert named[rows(story)[2]["source_id"]] == "The Example Times"


def test_the_same_sheet_twice_adds_nothing(story: Path, sheet: Path):
    hc.adopt(sheet, story, add=True)
    before = {file.name: file.read_bytes() for file in story.iterdir()}
    made = hc.adopt(sheet, story, add=True)
    assert (len(made.added.rows), made.added.same) == (0, 4)
    assert {file.name: file.read_bytes() for file in story.iterdir()} == before


def test_a_change_is_made_with_its_reason_and_its_row_of_corrections(story: Path, sheet: Path):
    made = hc.adopt(sheet, story, add=True, correct="The ministry revised its count.")
    assert made.added.made
    assert hc.check(story).problems == []
    assert rows(story)[0]["value"] == "1300"
    (row,) = rows(story, "corrections")
    assert (row["old"], row["new"], row["reason"]) == (
        "1200",
        "1300",
        "The ministry revised its count.",
    )
    assert hc.adopt(sheet, story, add=True).added.changes == ()


def test_next_month_is_read_without_a_question_by_the_command(
    story: Path, sheet: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["adopt", str(sheet), str(story), "--add"]) == 0
    assert "3 new, 1 there already, 1 changed." in capsys.readouterr().out
    assert main(["adopt", str(sheet), str(story), "--add", "--dry-run"]) == 0
    assert main(["adopt", str(sheet), str(story)]) == 2
    assert "say add" in capsys.readouterr().err


def test_a_sheet_of_another_thing_becomes_a_table_beside_and_other_columns_are_refused(
    story: Path, tmp_path: Path
):
    beds = tmp_path / "beds.csv"
    beds.write_text("Country,Beds,Year,Source\nPeru,10,2020,Ministry\nLaos,11,2020,Ministry\n")
    with pytest.raises(WrongChoice, match='no column "Troops"'):
        hc.adopt(beds, story, add=True)
    hc.adopt(beds, story, add=True, counted="beds", kind="beds", unit="beds")
    assert hc.check(story).problems == []
    assert [row["value"] for row in rows(story, "beds")] == ["10", "11"]
    assert {row["country"] for row in rows(story, "countries")} == {"PRK", "LAO", "PER"}
    beds.write_text("Country,Troops,Date,Link,Notes,Branch\nPeru,10,2020,,,Army\n")
    with pytest.raises(UnknownWord, match='soldiers has no column "branch"'):
        hc.adopt(beds, story, add=True, columns={"Branch": "group"})


def test_a_story_that_is_not_sound_is_left_alone(story: Path, sheet: Path):
    (story / "soldiers.csv").write_text("figure_id\n")
    before = {file.name: file.read_bytes() for file in story.iterdir()}
    with pytest.raises(ValueError, match=r"soldiers\.csv"):
        hc.adopt(sheet, story, add=True)
    assert {file.name: file.read_bytes() for file in story.iterdir()} == before
    assert [path.name for path in story.parent.glob(".story*")] == []


def test_a_folder_without_a_story_has_nothing_to_add_to(sheet: Path, tmp_path: Path):
    with pytest.raises((WrongChoice, OSError, ValueError)):
        hc.adopt(sheet, tmp_path / "none", add=True, **SAID)
    assert not (tmp_path / "none").exists()


def test_a_publisher_that_is_named_later_is_named_in_the_story(story: Path, sheet: Path):
    """Nothing else of its sources changes; a publisher that somebody has named stays so."""
    before = {row["source_id"]: row for row in rows(story, "sources")}
    assert {row["publisher"] for row in before.values()} == {"a.example", "c.example"}
    made = hc.adopt(sheet, story, add=True, publishers={"a.example": "the Herald"})
    assert hc.check(story).problems == []
    after = {row["source_id"]: row for row in rows(story, "sources")}
    assert after["a-example"] == before["a-example"] | {
        "publisher": "Herald", "short_title": "Herald",
    }  # fmt: skip
    assert after["c-example"] == before["c-example"]
    assert made.unnamed == ["c.example"]
    again = hc.adopt(sheet, story, add=True, publishers={"a.example": "Gazette"})
    assert rows(story, "sources")[0]["publisher"] == "Herald"
    assert again.added.rows == ()
