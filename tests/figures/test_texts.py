"""Texts that are not what they look like, lead elsewhere, or say nothing: each is told.

Written as whoever wants to smuggle something past an editor would; each line names the file, the
row, the column and what would be right.
"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from headcount.cli import main

REASON = "A digit was misread."
HIDDEN = {
    "\x1b[2J": "001B",
    "\u202egnp": "202E",
    "\u2066x\u2069": "2066",
    "\u200b": "200B",
    "\u061c": "061C",
    "\U000e0041": "E0041",
    "\x9b": "009B",
    "\u2028": "2028",
    "\ufffd": "FFFD",
    "\n": "000A",
}


@pytest.mark.parametrize("text", HIDDEN)
@pytest.mark.parametrize("key", ["label", "title", "one"])
def test_a_hidden_character_in_the_descriptor_is_told_by_its_place(beds, key, text):
    path = beds.path / "datapackage.json"
    written = path.read_text()
    assert f'"{key}": "' in written
    path.write_text(written.replace(f'"{key}": "', f'"{key}": "a{json.dumps(text)[1:-1]}', 1))
    told = [line for line in beds.faults() if f"U+{HIDDEN[text]}" in line]
    assert len(told) == 1
    assert re.match(rf"datapackage\.json:[\w.\[\]]*{key}: ", told[0])


def test_what_is_said_at_length_may_have_several_lines_and_no_more(beds):
    path = beds.path / "datapackage.json"
    content = json.loads(path.read_text())
    content["description"] = "Hospital beds.\n\nBy region."
    path.write_text(json.dumps(content))
    assert beds.faults() == []
    content["description"] += "\x1b[2J"
    path.write_text(json.dumps(content))
    assert len(beds.faults()) == 1


def test_a_hidden_character_in_a_chart_is_told(beds):
    chart = '[two]\nform = "timeline"\nheadline = "The \\u202eNorth"\n'
    (beds.path / "charts.toml").write_text(chart)
    from headcount.charts import charts_file

    (told,) = charts_file.check(beds.path)
    assert str(told).startswith('charts.toml:3:headline: "The \\u202eNorth" holds U+202E')


@pytest.mark.parametrize("mark", ["\u0301", "\u0335", "\u0489", "\u20dd"])
def test_accents_that_pile_up_over_the_lines_beside_are_told(beds, mark):
    beds.edit("regions.csv", "the North", f"the No{mark * 60}rth")
    assert any("more than 4 accents on one letter" in line for line in beds.faults())


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "file:///etc/passwd", "data:text/html;x"),
        *("//example.org", "example.org/page", "ftp://example.org", "http:///x", "https://"),
        *("https://exa mple.org", "vbscript:x", "mailto:a@example.org", "urn:isbn:1", "doi:11.5/x"),
    ],
)
@pytest.mark.parametrize("described", [True, False])
def test_an_address_that_is_not_of_the_web_is_told(beds, address, described):
    if not described:
        text = (beds.path / "datapackage.json").read_text()
        (beds.path / "datapackage.json").write_text(text.replace('"format": "uri"', '"whose": "x"'))
    url = next(
        cell
        for cell in (beds.path / "sources.csv").read_text().splitlines()[1].split(",")
        if cell.startswith("http")
    )
    beds.edit("sources.csv", url, address)
    (line,) = beds.faults()
    assert line.startswith(f'sources.csv:2:url: "{address}" is not a web address; write it from')


@pytest.mark.parametrize("address", ["doi:10.1000/182", "10.1038/s41586-020-2649-2", ""])
def test_a_doi_is_an_address_where_the_descriptor_asks_for_no_other(beds, address):
    text = (beds.path / "datapackage.json").read_text()
    (beds.path / "datapackage.json").write_text(text.replace('"format": "uri"', '"whose": "x"'))
    url = re.search("https?://[^,]*", (beds.path / "sources.csv").read_text())[0]
    beds.edit("sources.csv", url, address)
    assert beds.faults() == []


@pytest.mark.parametrize("path", ["javascript:alert(1)", "file:///x", "../LICENSE", "//x.org"])
def test_a_licence_leads_to_the_web_or_into_the_folder(beds, path):
    descriptor = beds.path / "datapackage.json"
    content = json.loads(descriptor.read_text())
    for sound in ("https://example.org/by", "LICENSE"):
        descriptor.write_text(json.dumps(content | {"licenses": [{"path": sound}]}))
        assert beds.faults() == []
    descriptor.write_text(json.dumps(content | {"licenses": [{"path": path}]}))
    (line,) = beds.faults()
    assert f'datapackage.json:licenses[0].path: "{path}" is not a web address' in line


@pytest.mark.parametrize("reason", ["x", "n/a", "TBD", "n/a n/a n/a n/a", "aaaaaaaaaaaaaa", "typo"])
def test_a_correction_says_why(beds, reason):
    beds.edit("corrections.csv", REASON, reason)
    assert beds.faults() == [
        f'corrections.csv:2:reason: "{reason}" gives no reason; say in a sentence what was wrong'
    ]


@pytest.mark.parametrize("reason", [".", "…", "--", "?!"])
def test_a_required_text_without_a_letter_says_nothing(beds, reason):
    beds.edit("corrections.csv", REASON, f'"{reason}"')
    (line,) = beds.faults()
    assert line.startswith("corrections.csv:2:reason: ")
    assert line.endswith("; say it in words") or "formula" in line


@pytest.mark.parametrize("reason", ["Misread digit.", "오타를 고침", "数字读错了"])
def test_a_short_reason_in_any_language_is_one(beds, reason):
    beds.edit("corrections.csv", REASON, reason)
    assert beds.faults() == []


def told(beds, capsys):
    main(["check", str(beds.path)])
    return capsys.readouterr().out.splitlines()


def test_a_day_that_is_still_to_come_is_told(beds, capsys):
    beds.edit("corrections.csv", "2024-03-01", "2099-01-01")
    beds.edit("sources.csv", ",2024-02-01,", ",2098,")
    beds.edit("beds.csv", ",2024-02-01,", ",2097-02-01,")
    assert told(beds, capsys) == [
        f"{where} is still to come; write the day on which it was {happened}"
        for where, happened in (
            ('beds.csv:2:reported: "2097-02-01"', "reported"),
            ('sources.csv:2:published: "2098"', "published"),
            ('corrections.csv:2:date: "2099-01-01"', "corrected"),
        )
    ]
    assert beds.faults() == [], "reading asks no clock"


def test_today_and_tomorrow_are_not_to_come_and_a_year_is_its_first_day(beds, capsys):
    today = date.today()  # noqa: DTZ011  (a reader's day)
    for day in (f"{today}", f"{today + timedelta(days=1)}", f"{today.year}", f"{today:%Y-%m}"):
        beds.edit("corrections.csv", "2024-03-01", day)
        assert told(beds, capsys)[0].startswith("No errors found: ")
        beds.edit("corrections.csv", day, "2024-03-01")


def test_a_clock_that_is_behind_the_package_is_not_believed(beds, capsys):
    path = beds.path / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"created": "2099-01-01T00:00:00Z"}))
    beds.edit("corrections.csv", "2024-03-01", "2099-01-01")
    assert told(beds, capsys)[0].startswith("No errors found: ")
