"""What a hostile data folder costs: a line, not minutes and gigabytes.

Each folder is checked in a process of its own whose memory and time are limited; the limits are far
above what a sound folder needs, and far below what each of these took once.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits a process as Linux does")

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def process():
    from tests.limits import limited

    with limited() as process:
        yield process


@pytest.fixture
def check(process, beds):
    """Check the folder within the limits; give what is printed, line by line."""

    def run(folder=beds.path):
        ran = process.run("check", folder)
        assert ran.code in (0, 1)
        return ran.out, ran.err

    return run


def descriptor(beds):
    path = beds.path / "datapackage.json"
    return path, json.loads(path.read_text())


def test_a_pattern_that_backtracks_for_ever_is_matched_in_one_pass(beds, check):
    path, content = descriptor(beds)
    fields = content["resources"][0]["schema"]["fields"]
    region = next(one for one in fields if one["name"] == "locator")
    region["constraints"] = {"required": True, "pattern": "^((.|.)*)*x$"}
    path.write_text(json.dumps(content))
    told, _ = check()
    assert len(told) == 6
    assert told[0].startswith("beds.csv:2:locator: ")
    assert "does not have the form" in told[0]


@pytest.mark.parametrize("pattern", ["(a)\\1", "(?=a)b", "(?i)a", "a" * 251, "(((a{9}){9}){9}){9}"])
def test_a_pattern_that_is_no_automaton_or_too_long_is_refused(beds, pattern):
    path, content = descriptor(beds)
    content["resources"][0]["schema"]["fields"][0]["constraints"]["pattern"] = pattern
    path.write_text(json.dumps(content))
    (line,) = beds.faults()
    assert "is not a pattern that can be checked in one pass; write a regular expression" in line


@pytest.fixture
def charts(check, beds):
    """Check the folder with this as its charts."""

    def run(text):
        (beds.path / "charts.toml").write_text(text, encoding="utf-8")
        return check()

    return run


def test_20000_keys_of_one_chart_are_told_in_eleven_lines(charts):
    keys = "".join(f"key{at} = {at}\n" for at in range(20_000))
    told, (summary,) = charts(f'[one]\nform = "timeline"\n{keys}')
    assert told[0].startswith("charts.toml:3:key0: no such key; choose from: ")
    assert told[-1] == (
        "charts.toml:13:key10: no such key; fix those above, this one and 19,989 more"
    )
    assert len(told) == 11
    assert summary == "11 errors found in 1 file."


def test_of_many_charts_200_faults_are_told_and_the_rest_is_counted(charts):
    told, (summary,) = charts(
        "".join(f'[c-{at}]\nform = "timeline"\nhighlite = "a"\n' for at in range(900))
    )
    assert told[0] == 'charts.toml:3:highlite: no such key; did you mean "highlight"?'
    assert (len(told), told[-1]) == (201, "and 700 more errors")
    assert summary == "900 errors found in 1 file."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a." * 50_000 + "b = 1", "1: is not TOML at column 1: a key of more than 20 parts"),
        ('\n["' + '"."'.join("x" * 50_000) + '"]', "2: is not TOML at column 2: a key of more"),
        ("x = " + "[" * 100_000, "is not TOML: "),
        ("x = " + "9" * 900_000, "is not TOML: "),
        ("#" * 1_000_001, "is larger than 1 MB"),
        ("".join(f"[c-{at}]\n" for at in range(20_000)), "20,000 charts or keys, of which it may"),
        (
            '[a]\nform = "timeline"\nfigures = ["' + '","'.join(map(str, range(30_000))) + '"]',
            "no figure ",
        ),
        (
            '[a]\nform = "timeline"\nfigures = ["' + '","'.join(map(str, range(60_000))) + '"]',
            "has 288,890 characters; say it in at most 200,000",
        ),
        ('[a]\nform = "timeline"\nx' + "a" * 900_000 + " = 1", "no such key"),
    ],
    ids=lambda text: text[:12].strip(),
)
def test_a_charts_file_that_nobody_writes_is_told_in_few_lines(charts, text, said):
    told, _ = charts(text)
    assert 1 <= len(told) <= 12, told[:12]
    assert said in told[0]
    assert max(map(len, told)) < 1_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{" + ",".join(f'"k{at}": 1' for at in range(60_000)) + "}", "an object of 60,000 keys"),
        ('{"resources": [' + ",".join("{}" for _ in range(60_000)) + "]}", "a list of 60,000"),
        ('{"a": 1e999}', '"1e999", a number too large'),
        ('{"a": ' + "9" * 10_000 + "}", "is not JSON"),
        (" " * 4_000_001, "is larger than 4 MB"),
    ],
)
def test_a_descriptor_that_nobody_writes_is_one_fault(beds, check, text, said):
    (beds.path / "datapackage.json").write_text(text)
    (line,), _ = check()
    assert line.startswith("datapackage.json: ")
    assert said in line


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1\n", "was read to line"),
        ("\n", "was read to line 1,004: more than 1,000 of its rows have errors"),
        ('"', "a line is longer than"),
        ("a,", "a line is longer than 1,000,000 characters"),
        ("é", "a line is longer than 1,000,000 characters"),
    ],
)
def test_a_table_of_99_megabytes_is_read_no_further_than_its_faults_go(beds, check, row, said):
    table = beds.path / "regions.csv"
    with table.open("a") as file:
        for _ in range(99):
            file.write(row * (1_000_000 // len(row.encode())))
    told, _ = check()
    assert len(told) <= 201
    assert said in told[0]


def test_a_table_of_more_than_100_megabytes_is_one_fault(beds, check):
    os.truncate(beds.path / "regions.csv", 3_000_000_000)
    told, _ = check()
    assert told[0] == "regions.csv: is larger than 100 MB; split it, or take out the rest"


def test_a_column_of_wrong_texts_is_read_no_further_than_its_faults_go(beds, check):
    row = (beds.path / "beds.csv").read_text().splitlines()[1]
    with (beds.path / "beds.csv").open("a") as file:
        for at in range(50_000):
            file.write(row.replace("exact", f"exakt{at}").replace("nor-", f"nor-{at}-") + "\n")
    told, (summary,) = check()
    assert len(told) == 201
    assert told[0].startswith("beds.csv: was read to line ")
    assert told[1].startswith("beds.csv:8:qualifier: ")
    count = int(summary.split()[0].replace(",", ""))
    assert 1_000 < count < 1_500


def test_a_name_of_120000_letters_and_a_long_text_are_told_by_their_lengths(beds):
    figure = (beds.path / "beds.csv").read_text().splitlines()[1].split(",")[0]
    beds.edit("beds.csv", f"{figure},", f"{'a' * 120_000},")
    beds.edit("regions.csv", "the North", "й" + "y" * 10_000)
    told = beds.faults()
    assert "beds.csv:2:figure_id: has 120,000 characters; say it in at most 100" in told
    assert "regions.csv:2:in_text: has 10,001 characters; say it in at most 10,000" in told


def test_what_a_sound_folder_says_is_not_changed_by_its_bounds(check):
    assert check()[0][0].startswith("No errors found: ")
    assert check(ROOT / "data")[0][0].startswith("No errors found: ")
