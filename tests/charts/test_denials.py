"""A denial is a statement about a number: no form takes it for an amount, whatever it repeats."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from headcount.charts.chart import Chart, make_chart
from headcount.core.errors import NothingFits
from headcount.figures import package
from headcount.figures.package import Package
from headcount.publish.export.words import plotted
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import PACKAGES

VOLUNTEERS = {"from_party": "North Korea", "to_party": "Russia", "what": "volunteers"}


def said(shown: Chart) -> dict[str, Any]:
    """Return all that a chart says and draws of its amounts."""
    figure = shown.figure(width=700).to_plotly_json()
    drawn = shown.drawing(700)
    return {
        "headline": shown.headline,
        "deck": shown.deck,
        "sentence": shown.sentence,
        "alt": shown.alt,
        "rows": list(shown.rows["figure_id"]),
        "table": [line.split(",")[0] for line in plotted(shown).splitlines()],
        "marks": [(mark.figure_id, type(mark)) for mark in drawn.marks],
        "key": [entry.name for entry in drawn.entries],
        "traces": [one["name"] for one in figure["data"]],
        "points": [str(one.get("x")) + str(one.get("y")) for one in figure["data"]],
    }


def left_out(shown: Chart) -> list[str]:
    return [note.long for note in shown.notes if note.rule == "left-out"]


@pytest.mark.parametrize("form", ["spread", "history"])
def test_denials_are_left_out_by_name_and_counted_nowhere(data, form):
    shown = make_chart(data, form=form, where=VOLUNTEERS)
    assert set(shown.rows["status"]) == {"claimed"}
    assert len(shown.rows) == 3  # of Korotchenko's claim, in three papers
    assert "claims" in shown.headline
    assert "Denied" not in said(shown)["key"] + said(shown)["traces"]
    assert "at 100,000" in shown.headline
    assert "to 100,000" not in shown.sentence
    assert left_out(shown) == [
        "Left out: one statement gives no number.",
        "Left out: three denials, which state no amount of their own: Embassy of Russia in "
        "Pyongyang, August 2022; Ivan Nechaev, Aug. 11, 2022; Vladimir Putin, Sept. 15, 2023.",
    ]


def test_a_denial_has_no_squares(data):
    denial, active = "prk-volunteers-100k-denied-russian-embassy-2022", "prk-active-iiss-mb-2021"
    for figures in ([denial, active], [active, denial]):
        with pytest.raises(NothingFits, match=f"{denial} is a denial"):
            make_chart(data, form="scale", figures=figures)


def test_a_denial_alone_makes_no_chart(data):
    for form in ("spread", "history"):
        with pytest.raises(NothingFits, match="states an amount: a denial is none"):
            make_chart(data, form=form, where=VOLUNTEERS | {"status": "denied"})


# --- over generated packages: with denials every chart says what it says without them ------------

NUMBERS = st.sampled_from([0, 1, 300, 10**9])
DENIALS = st.lists(
    st.one_of(
        NUMBERS.map(lambda n: f",{n},,exact"),
        NUMBERS.map(lambda n: f",,{n + 1},up-to"),
        NUMBERS.map(lambda n: f"{n},,,more-than"),
        NUMBERS.map(lambda n: f"{n},,{n + 7},range"),
        st.just(",,,statement"),
    ),
    min_size=1,
    max_size=4,
)
TOLD = "registry-2024,page 1,Beds.,read-in-excerpt,archive/registry-2024.html"


def with_denials(folder: Path, denials: list[str]) -> Package:
    """Add denials to both tables of the beds: of the plan, and of a count of beds."""
    shutil.copytree(PACKAGES / "beds", folder, dirs_exist_ok=True)
    with (folder / "promises.csv").open("a", encoding="utf-8") as file:
        for at, cells in enumerate(denials):
            end = f"beds,denied,2024-02-0{at + 2},2024-02-0{at + 2},{TOLD}"
            file.write(f"denial-{at},SUD,sud-new-beds-2025,{cells},{end}\n")
    with (folder / "beds.csv").open("a", encoding="utf-8") as file:
        for at, cells in enumerate(denials):
            end = f"beds,denied,2024-02-0{at + 2},2024-02-0{at + 2},{TOLD}"
            file.write(f"count-{at},SUD,total,,{cells},{end}\n")
    return package.read(folder)


@settings(max_examples=settings.default.max_examples // 10)
@given(DENIALS)
def test_no_denial_is_in_a_range_a_count_or_a_place(denials):
    with TemporaryDirectory() as folder:
        without = package.read(PACKAGES / "beds")
        among = with_denials(Path(folder), denials)
        for form, choice in (
            ("spread", {"where": {"table": "promises"}}),
            ("history", {"where": {"table": "promises"}}),
            ("spread", {"where": {"region": "SUD", "category": "total"}}),
            ("history", {"where": {"region": "SUD", "category": "total"}}),
            ("rank", {"measure": "total", "source": "registry-2024", "highlight": "SUD"}),
        ):
            asked = {"form": form} | choice
            assert said(make_chart(among, **asked)) == said(make_chart(without, **asked)), asked


def test_a_denial_that_answers_a_promise_is_told_and_is_no_bar(beds):
    denial = "sud-new-beds-denied-2024"
    beds.edit("promises.csv", ",,,,statement,beds,denied", ",,300,,exact,beds,denied")
    beds.edit("outcomes.csv", "sud-staffed-courier-2023", denial)
    shown = make_chart(package.read(beds.path), form="promise")
    drawing = shown.drawing(600)
    assert denial not in {mark.figure_id for mark in drawing.marks}
    told = " ".join(text.words for text in drawing.labels if text.figure_id == denial)
    assert "300 denied" in told
    assert "%" not in told
    assert "denied" in shown.headline
