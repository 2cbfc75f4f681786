"""The worked examples of CONTRIBUTING.md: each does on a copy of the data what it says."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import headcount as hc
import pytest
from headcount.caveats import View
from headcount.charts import FORMS
from headcount.cli import main
from headcount.figures.package import check, read
from headcount.figures.table import records
from headcount.publish import story
from headcount.render.svg import to_svg

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```\w+ (\S+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
CLAIM = "prk-volunteers-100k-business-insider-2022"
FIGURE = "prk-example-2026"


def example(name: str) -> str:
    [found] = [text for one, text in EXAMPLES if one == name]
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Give a copy of the data with every row that the page adds."""
    copy = tmp_path_factory.mktemp("copy") / "data"
    shutil.copytree(ROOT / "data", copy)
    for name, text in EXAMPLES:
        if not name.startswith("data/"):
            continue
        target = copy / name.removeprefix("data/")
        there = target.read_text(encoding="utf-8")
        if name.endswith(".csv"):
            head, text = text.split("\n", 1)
            assert there.startswith(head + "\n"), f"{name} has other columns"
        target.write_text(there.rstrip("\n") + "\n" + text, encoding="utf-8")
    return copy


def test_there_is_an_example_for_each_thing_that_a_newcomer_adds():
    assert [name for name, _ in EXAMPLES] == [
        "data/sources.csv",
        "data/troop_offers.csv",
        "table",
        "data/caveats.csv",
        "data/caveat_targets.csv",
        "rule",
        "data/charts.toml",
        "form",
        "export",
        "lesson",
    ]


def test_the_figure_the_caveat_and_the_chart_are_sound_and_drawn(folder):
    assert check(folder) == []
    chart = hc.named(read(folder), "example-offers")
    assert set(chart.rows["figure_id"]) == {FIGURE, CLAIM}
    assert "up to 12,000" in chart.plain_words() + " ".join(chart.descriptions)
    assert "The minister who gave the number is not named." in chart.plain_words()


def test_the_rule_fires_on_a_round_claim_and_stays_silent_on_a_count(data):
    made: dict = {}
    exec(example("rule"), made)
    rows = {row["figure_id"]: row for row in records(data)}
    [note] = made["round_numbers"](View(data, (rows[CLAIM],)))
    assert note.figures == (CLAIM,)
    count = rows["prk-active-cia-factbook-2022-08-04"]
    assert made["round_numbers"](View(data, (count,))) == []


def test_the_form_draws_its_rows_with_their_words_and_their_notes(data, monkeypatch):
    made: dict = {}
    exec(example("form"), made)
    monkeypatch.setitem(FORMS, "list", made["FORM"])
    ids = [CLAIM, "prk-active-cia-factbook-2022-08-04"]
    chart = hc.chart(data, form="list", figures=ids)
    picture = to_svg(chart.drawing(600))
    assert all(f'data-figure="{one}"' in picture for one in ids)
    assert {one for note in chart.notes if note.number for one in note.figures} <= set(ids)
    assert chart.source_line in " ".join(text.words for text in chart.drawing(1200).words)
    drawn = [one for trace in chart.figure().data for one in trace.customdata or ()]
    assert set(ids) <= set(drawn)


def test_the_export_keeps_source_and_caveats(data):
    made: dict = {}
    exec(example("export"), made)
    chart = hc.named(data, "fourth-largest")
    told = made["tip"](chart)
    assert chart.source_line in told
    assert chart.record in told
    assert all(note.text in told for note in chart.notes)


def test_the_question_takes_its_answer_and_hints_at_the_other():
    made: dict = {}
    exec(example("lesson"), made)
    assert made["who"].answer("b").right
    assert "name" in made["who"].answer("a").text()


def test_the_table_is_what_the_command_adds_described(folder):
    story.add_table(folder, "hospital_beds")
    descriptor = folder / "datapackage.json"
    told = json.loads(descriptor.read_text(encoding="utf-8"))
    described = json.loads(example("table"))
    assert described.keys() <= told["resources"][-1].keys()
    told["resources"][-1] = described
    descriptor.write_text(json.dumps(told), encoding="utf-8")
    beds = folder / "hospital_beds.csv"
    beds.write_text(beds.read_text(encoding="utf-8").replace("place", "country"), encoding="utf-8")
    assert main(["dictionary", str(folder), "--write"]) == 0
    assert check(folder) == []
    assert read(folder).foreign_keys("hospital_beds")[0].table == "countries"
