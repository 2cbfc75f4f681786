"""`headcount check`, through its own door."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from headcount.cli import main

PROJECT = Path(__file__).parents[2]
WARDS = Path(__file__).parents[1] / "packages" / "wards"


def headcount(*arguments, cwd=PROJECT, **variables):
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "helpers"), **variables}
    return subprocess.run(
        [sys.executable, "-m", "headcount", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env=environment,
        check=False,
    )


def test_faults_go_to_the_output_one_a_line_and_the_code_is_1(beds):
    beds.edit("beds.csv", ",1200,", ',"1,200",').edit("sources.csv", ",en,", ",EN,")
    run = headcount("check", beds.path)
    assert run.returncode == 1
    assert run.stdout.splitlines() == [
        "beds.csv:2:value: 1,200 has thousands separators; write it without: 1200",
        'sources.csv:2:language: "EN" does not have the form [a-z]{2}; write en',
    ]
    assert run.stderr == "2 errors found in 2 files.\n"


def test_a_figure_that_changed_silently_is_told(beds, tmp_path):
    before = shutil.copytree(beds.path, tmp_path / "before")
    beds.edit("beds.csv", ",1200,", ",1201,")
    run = headcount("check", beds.path, "--against", before)
    assert run.returncode == 1
    (line,) = run.stdout.splitlines()
    assert line.startswith("beds.csv:value: nor-total-registry-2023 was 1200, is 1201; add a row")
    assert run.stderr == "1 error found in 1 file.\n"


def test_an_earlier_state_that_is_not_sound_is_told_apart(beds, tmp_path):
    before = shutil.copytree(beds.path, tmp_path / "before")
    (before / "beds.csv").unlink()
    run = headcount("check", beds.path, "--against", before)
    assert run.returncode == 1
    assert run.stdout.startswith(f"{before / 'beds.csv'}: is missing; ")


def test_nothing_changed_is_sound(beds):
    run = headcount("check", beds.path, "--against", beds.path)
    assert (run.returncode, run.stderr, run.stdout[:16]) == (0, "", "No errors found:")


def test_a_sound_folder_is_said_in_two_lines_and_the_code_is_0(beds):
    run = headcount("check", beds.path)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == (
        "No errors found: 9 tables, 8 figures, 2 sources.\nReadings: 8 read in an excerpt (100%).\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("check", "no/such/folder"),
        ("chekc",),
        ("check", "--jsn"),
        ("check", "a", "b"),
        ("check", "--against", "no"),
    ],
)
def test_wrong_use_is_code_2_and_says_how(arguments):
    run = headcount(*arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert "Usage: headcount" in run.stderr


def test_json_for_machines(beds, capsys):
    beds.edit("beds.csv", ",NOR,", ",NRO,")
    (beds.path / "regions.csv").write_text("region,name,in_text,note\n")
    assert main(["check", str(beds.path), "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)
    assert findings["sound"] is False
    assert findings["problems"] == [
        {
            "file": "regions.csv",
            "row": 1,
            "field": None,
            "wrong": 'the header has "note", which the descriptor does not name',
            "right": "write it as: region,name,in_text",
        }
    ]
    assert findings["tables"]["beds"] == {"file": "beds.csv", "rows": 6, "figures": True}
    assert findings["tables"]["regions"] == {"file": "regions.csv", "rows": None, "figures": False}


def test_json_of_a_sound_folder(capsys):
    assert main(["check", str(WARDS), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "sound": True,
        "problems": [],
        "tables": {
            "wards": {"file": "wards.csv", "rows": 3, "figures": False},
            "empty": {"file": "empty.csv", "rows": 0, "figures": False},
        },
    }


def test_the_variable_names_the_folder(beds, tmp_path):
    run = headcount("check", cwd=tmp_path, HEADCOUNT_DATA=str(WARDS))
    assert run.stdout == "No errors found: 2 tables, 0 figures, 0 sources.\n"


def test_a_terminal_without_the_characters_still_gets_its_lines(beds):
    beds.edit("regions.csv", "the North", "=ÄÖ—")
    run = headcount("check", beds.path, PYTHONIOENCODING="ascii")
    assert run.returncode == 1
    assert run.stdout.startswith(
        r'regions.csv:2:in_text: a spreadsheet would run "=\xc4\xd6\u2014" as a formula'
    )


def test_the_projects_own_data_is_sound():
    run = headcount("check", "data")
    assert (run.returncode, run.stdout[:17]) == (0, "No errors found: "), run.stdout


def test_a_reader_that_has_seen_enough_is_no_error(beds):
    text = (beds.path / "beds.csv").read_text()
    spoiled = text.splitlines()[1].replace("exact", "exakt") + "\n"
    (beds.path / "beds.csv").write_text(text + spoiled * 5000)
    run = subprocess.Popen(
        [sys.executable, "-m", "headcount", "check", str(beds.path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=PROJECT,
        encoding="utf-8",
    )
    assert run.stdout is not None
    assert run.stdout.readline().startswith("beds.csv:")
    run.stdout.close()
    assert run.wait(30) == 1
    assert "Traceback" not in run.stderr.read()
    run.stderr.close()


def test_help_names_every_verb(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    assert "Check a data folder and list every error." in capsys.readouterr().out


def test_words_of_an_editor_that_the_rows_do_not_bear_are_told_and_are_no_fault(beds):
    chart = '[two]\nform = "timeline"\nfigures = ["nor-total-registry-2023"]\nheadline = '
    (beds.path / "charts.toml").write_text(f'{chart}"The North has 1,300 beds"\n')
    beds.edit("sources.csv", '"The Courier, Jan. 15, 2024"', '"The Courier, Jan. 2024"')
    run = headcount("check", beds.path, "--words")
    assert run.returncode == 0
    assert 'two: headline: "1,300": no figure of this chart gives this number' in run.stdout
    assert 'month without a day; write "The Courier, January 2024"' in run.stdout
    told = json.loads(headcount("check", beds.path, "--words", "--json").stdout)
    assert told["sound"]
    assert len(told["words"]) == 2
    assert "two: headline" not in headcount("check", beds.path).stdout
