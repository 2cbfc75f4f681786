"""The fields for an editor's own words, in an explorer and in a finder."""

from __future__ import annotations

import json
import subprocess
import sys

import headcount as hc
import pytest

THREE = (
    "prk-volunteers-100k-business-insider-2022",
    "prk-troops-confirmed-gerasimov-2025-04-26",
    "prk-volunteers-100k-denied-russian-foreign-ministry-2022",
)


@pytest.fixture
def explorer(data, tmp_path):
    from headcount.notebook.explore.explorer import explore

    return explore(data, "fourth-largest", exports=tmp_path)


def test_an_empty_field_shows_what_the_chart_says(explorer):
    for name, field in explorer.wording.fields.items():
        assert field.value == ""
        assert field.placeholder == getattr(explorer.chart, name)


def test_what_is_written_stands_at_once_and_goes_when_it_is_cleared(explorer):
    before = explorer.chart
    explorer.wording.fields["headline"].value = "  China   leads, the CIA estimates "
    assert explorer.chart.headline == "China leads, the CIA estimates"
    assert (explorer.chart.deck, explorer.chart.name) == (before.deck, before.name)
    explorer.select(top=5)
    assert explorer.chart.headline == "China leads, the CIA estimates"
    explorer.wording.fields["headline"].value = ""
    explorer.select(top=None)
    assert explorer.chart is before


def test_what_the_rows_do_not_bear_is_told_as_text_and_not_forbidden(explorer):
    explorer.wording.fields["headline"].value = "<b>North Korea</b> ranks 2nd with 9,999"
    assert "9,999" in explorer.wording.doubts.value
    assert "<b>" not in explorer.wording.doubts.value
    assert explorer.chart.headline.endswith("9,999")
    explorer.wording.fields["headline"].value = ""
    assert explorer.wording.doubts.value == ""


FIRST_PICTURE = """
import asyncio, sys
from headcount.figures.package import read
from headcount.notebook.explore.explorer import explore

async def shown():
    explorer = explore(read(), "killed")
    explorer.wording.fields["headline"].value = "Seoul counts 9,999 dead"
    assert "<svg" in explorer.view.content["picture"]
    assert "headcount.desk.proof" not in sys.modules
    assert explorer.wording.doubts.value == ""
    for _ in range(200):
        await asyncio.sleep(0.05)
        if "9,999" in explorer.wording.doubts.value:
            return
    raise AssertionError("the doubt is never told")

asyncio.run(shown())
"""


def test_the_first_picture_does_not_wait_for_the_copy_desk():
    """It reads the whole package, which takes longer than to draw."""
    subprocess.run([sys.executable, "-c", FIRST_PICTURE], check=True)


def test_words_of_the_first_chart_are_not_those_of_another(explorer):
    explorer.select(highlight="CHN")
    assert explorer.chart.headline != explorer.wording.fields["deck"].placeholder
    assert "North Korea" not in explorer.chart.headline


def test_a_finders_chart_is_named_and_exported_under_that_name(data, tmp_path):
    finder = hc.find(data, exports=tmp_path)
    assert finder.wording.layout.display == "none"
    finder.select(*THREE)
    finder.draw("timeline")
    assert len(finder.chart.name) <= 80
    finder.wording.fields["name"].value = "The claim & its Answers"
    assert finder.chart.name == "the-claim-its-answers"
    finder.exporting.button.click()
    folder = tmp_path / "the-claim-its-answers"
    receipt = json.loads((folder / "the-claim-its-answers-receipt.json").read_text())
    assert len(receipt["figures"]) == 3


def test_long_names_stay_different(data):
    names = {
        hc.chart(data, "timeline", figures=list(ids)).name
        for ids in (THREE, THREE[::-1], THREE[:2], THREE[1:])
    }
    assert len(names) == 4
    assert max(map(len, names)) <= 80
