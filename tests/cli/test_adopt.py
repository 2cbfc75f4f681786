"""What the command asks in a terminal: once, and only what the sheet leaves open."""

from __future__ import annotations

from pathlib import Path

import click
import headcount as hc
import pytest
from click.testing import CliRunner
from headcount.cli.adopt import adopt
from headcount.publish.adopt.adoption import read_answers


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(click.testing._NamedTextIOWrapper, "isatty", lambda self: True)

    def asked(*arguments: object, answers: str) -> str:
        # click keeps a command's help option from its first call: it is asked as the program asks
        names = {"help_option_names": ["-h", "--help"]}
        done = CliRunner().invoke(adopt, [str(one) for one in arguments], input=answers, **names)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.output

    return asked


def test_dates_that_may_be_two_and_a_decimal_mark_are_asked_for_once(run, tmp_path: Path):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("Country;Dead;Date\nChile;1.200;04/08/2022\nPeru;1.300;05/09/2022\n")
    keeps = "\n" * 7
    shown = run(sheet, tmp_path / "story", answers=f"{keeps}day-first\n,\n")
    assert shown.count("which comes first") == shown.count("the decimal mark") == 1
    rows = hc.read(tmp_path / "story")["dead"]
    assert rows.value.tolist() == [1200, 1300]
    assert read_answers(tmp_path / "story" / "adopt.toml")["order"] == "day-first"


def test_a_date_for_all_rows_is_asked_for_where_they_give_none(run, tmp_path: Path):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("Country,Beds (thousands)\nChile,12\nPeru,13\n")
    answers = "n\n\n\nbeds\n\nbeds\n\n\n\n2024-10\n"
    shown = run(sheet, tmp_path / "story", answers=answers)
    assert "which comes first" not in shown
    rows = hc.read(tmp_path / "story")["beds"]
    assert rows.value.tolist() == [12000, 13000]
    assert read_answers(tmp_path / "story" / "adopt.toml")["as_of"] == "2024-10"


@pytest.mark.parametrize("more", [(), ("--dry-run",), ("--add",)])
def test_a_dash_is_no_folder(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more):
    monkeypatch.chdir(tmp_path)
    Path("sheet.csv").write_text("Country,Dead,Year\nChile,12,2020\n")
    shown = run("sheet.csv", "-", *more, "--yes", answers="")
    assert "DIR cannot be -" in shown
    assert [one.name for one in tmp_path.iterdir()] == ["sheet.csv"]
