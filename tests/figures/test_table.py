"""All figures as one table: rows pass through unchanged, and a wrong word is told."""

import subprocess
import sys

import pandas as pd
import pytest
from headcount.core.errors import NothingFits
from headcount.figures.table import each, figures, latest, records, select


@pytest.fixture
def rows(data):
    return figures(data)


def test_every_figure_of_every_table_is_there_once(data, rows):
    stated = [row for table in data.figure_tables for row in data.tables[table]]
    assert len(rows) == len(stated)
    assert rows["figure_id"].is_unique


def test_a_row_is_as_the_file_states_it(data, rows):
    for table in data.figure_tables:
        for stated in data.tables[table]:
            row = rows[rows["figure_id"] == stated["figure_id"]].iloc[0]
            for name, cell in stated.items():
                empty = pd.isna(row[name]) or row[name] == ""
                assert empty if cell is None else str(row[name]) == str(cell) or row[name] == cell


def test_the_frame_is_the_callers_to_change(data):
    rows = figures(data)
    rows.loc[0, "value"] = -1
    assert figures(data).loc[0, "value"] != -1


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"country": "PRKK"}, 'No figure has the country "PRKK". Did you mean "PRK'),
        ({"colour": "red"}, 'Figures have no column "colour"'),
        ({"status": ["estimated", "guessed"]}, 'No figure has the status "guessed"'),
    ],
)
def test_a_wrong_word_is_told_with_those_there_are(rows, wanted, message):
    with pytest.raises(ValueError, match=message):
        select(rows, **wanted)


def test_conditions_that_fit_nothing_together_are_named(rows):
    with pytest.raises(NothingFits, match="country PRK and source russia-decree"):
        select(
            rows, country="PRK", source=next(s for s in rows["source_id"] if "russia-decree" in s)
        )


def test_components_are_left_out_of_the_whole(rows):
    chosen = select(rows, country="PRK", source="rok-white-paper-2014", whole=True)
    assert set(chosen["part_of"]) == {""}
    assert len(chosen) < len(select(rows, country="PRK", source="rok-white-paper-2014"))


def test_a_span_of_years_fits_each_of_them(rows):
    spans = rows[rows["as_of"].str.contains("/")]
    assert not spans.empty
    first, last = spans["as_of"].iloc[0].split("/")
    one = spans["figure_id"].iloc[0]
    for year in (int(first[:4]), int(last[:4])):
        assert one in set(select(rows, year=year)["figure_id"])
    assert one not in set(select(rows, year=int(last[:4]) + 1)["figure_id"])


def test_latest_keeps_every_row_of_the_latest_date():
    dates = [("A", "2020"), ("A", "2022-03"), ("A", "2022-03"), ("B", "2019~")]
    rows = [
        {"country": country, "as_of": as_of, "n": n} for n, (country, as_of) in enumerate(dates)
    ]
    assert [row["n"] for row in latest(rows, by="country")] == [1, 2, 3]


def test_records_are_the_rows_of_the_frame(data, rows):
    assert list(map(repr, records(data))) == list(map(repr, each(rows)))


def test_a_folder_is_checked_without_pandas(data):
    code = (
        "import sys; from headcount.cli import main; main(['check', sys.argv[1]]); "
        "print('pandas' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(data.path.resolve())]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "False"
