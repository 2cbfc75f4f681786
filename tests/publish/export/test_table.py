"""The plotted rows: every figure with its source and notes, and nothing that a spreadsheet runs."""

import csv
import io

import pandas as pd
import pytest
from headcount.core.escaping import restore
from headcount.publish.export.words import plotted


def read(chart) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(plotted(chart).removeprefix("\ufeff"), newline="")))


def test_a_hostile_name_is_in_the_file_and_does_nothing(hostile):
    rows = read(hostile)
    assert {restore(row["name"]) for row in rows} == set(hostile.rows["name"])
    cells = [cell for row in rows for cell in row.values()]
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)
    assert "'@SUM(A1:A9);'-1+1" in cells


def test_line_breaks_are_read_back_as_they_were(shown):
    text = plotted(shown)
    assert text.count("\r\n") == len(shown.rows) + 1
    assert "\n" not in text.replace("\r\n", "")


def test_every_figure_is_there_with_its_bounds_its_source_and_its_notes(shown, data):
    rows = read(shown)
    sources = {row["source_id"]: row for row in data.tables["sources"]}
    stated = {row["figure_id"]: row for row in data.tables["military_personnel"]}
    assert [row["figure_id"] for row in rows] == list(shown.rows["figure_id"])
    for row in rows:
        raw = stated[row["figure_id"]]
        for column in ("low", "value", "high"):
            assert (float(row[column]) if row[column] else None) == raw[column]
        assert row["status"] == raw["status"]
        assert row["definition"] == raw["definition"]
        assert row["url"] == sources[raw["source_id"]]["url"]
        assert row["citation"].endswith(row["url"])
    for note in shown.notes:
        bearing = {row["figure_id"] for row in rows if note.text in row["notes"]}
        assert bearing == set(note.figures)


def test_whole_numbers_are_whole(shown):
    values = [row["value"] for row in read(shown) if row["value"]]
    assert values
    assert all(value.isdigit() for value in values)


def test_a_rate_brings_the_figures_it_was_divided_by(per_head):
    rows = read(per_head)
    drawn = [row for row in rows if row["use"] == "drawn"]
    base = [row for row in rows if row["use"] == "divided by"]
    assert {row["country"] for row in drawn} == {row["country"] for row in base}
    assert all(row["name"] and row["citation"] and row["notes"] is not None for row in rows)
    by_country = {row["country"]: row for row in base}
    for row in drawn:
        people = float(by_country[row["country"]]["value"])
        if row["value"] and row["drawn_value"]:
            rate = float(row["value"]) / people * 1000
            # drawn as printed: to two digits at the least, and never to one too many
            assert float(row["drawn_value"]) == pytest.approx(rate, rel=0.05)


def test_pandas_reads_it_as_it_is(shown, tmp_path):
    path = tmp_path / "data.csv"
    path.write_bytes(plotted(shown).encode())
    frame = pd.read_csv(path)
    assert list(frame.columns)[:2] == ["name", "figure_id"]
    assert list(frame["name"]) == list(shown.rows["name"])
