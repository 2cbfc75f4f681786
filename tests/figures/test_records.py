"""Figures as plain records say what the frame of all figures says, and refuse as it does."""

from __future__ import annotations

import subprocess
import sys

import pytest
from headcount.core.errors import NothingFits, UnknownWord
from headcount.figures import records, table

CONDITIONS = [
    {"country": "PRK"},
    {"country": ["CHN", "IND"], "category": "active"},
    {"source": "cia-factbook-2022"},
    {"country": "PRKK"},
    {"contry": "PRK"},
    {"country": "PRK", "source": "who-health-2020"},
    {"country": "PRK", "table": "population", "category": "active"},
]


def alike(rows, frame):
    same = [{name: repr(cell) for name, cell in row.items()} for row in rows]
    return same == [{name: repr(cell) for name, cell in row.items()} for row in table.each(frame)]


def test_records_are_the_rows_of_the_frames(data):
    assert alike(records.records(data), table.figures(data))
    assert alike(records.named(data), table.named(data))


@pytest.mark.parametrize("wanted", CONDITIONS)
@pytest.mark.parametrize("year", [None, 2022])
@pytest.mark.parametrize("whole", [False, True])
def test_a_choice_of_records_is_a_choice_of_the_frame(data, wanted, year, whole):
    try:
        frame = table.select(table.figures(data), year=year, whole=whole, **wanted)
    except (NothingFits, UnknownWord) as error:
        with pytest.raises(type(error)) as refused:
            records.select(records.records(data), wanted, year=year, whole=whole)
        assert str(refused.value) == str(error)
    else:
        rows = records.select(records.records(data), wanted, year=year, whole=whole)
        assert alike(rows, frame)


def test_the_latest_of_each_are_those_of_the_frame(data):
    assert alike(
        records.latest(records.named(data), by="whose"), table.latest(table.named(data), by="whose")
    )


def test_a_folder_is_checked_without_pandas(data):
    code = (
        "import sys; from headcount.cli import main; main(['check', sys.argv[1]]); "
        "print('pandas' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(data.path.resolve())],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines()[-1] == "False"
