"""A second story, on hospital beds: from two sheets to charts of every form, a kit and a proof.

The numbers were read in the pages that the sheets link to; see ``tests/packages/hospitals``.
"""

from __future__ import annotations

import json
from pathlib import Path

import headcount as hc
import pytest
from headcount.charts import FORMS
from headcount.charts.chart import make_chart
from headcount.figures import dictionary
from headcount.teach.lesson import Lesson

SHEETS = Path(__file__).parents[2] / "packages" / "hospitals"
GERMANY = "deu-hospital-beds-2022"
PLAN, LETTER, NHS = "core-beds-2023-12", "core-beds-2023-12-2", "core-beds-2024-01-21"
STERN = "deu-hospital-beds-2021"

BY_HAND = {
    "attributions": [
        {"figure_id": STERN, "hop": 0, "speaker": "Federal Statistical Office", "role": "official",
         "named": "yes", "interest": "unknown"},
        {"figure_id": STERN, "hop": 1, "speaker": "Stern", "role": "outlet", "named": "yes",
         "interest": "unknown"},
    ],
    "outcomes": [
        {"promise": PLAN, "outcome": LETTER, "tie": "stated",
         "reason": "The letter holds the beds of December 2023 against the target."},
        {"promise": PLAN, "outcome": NHS, "tie": "set-beside",
         "reason": "NHS England counts a week in January 2024, not December."},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> hc.Package:
    return build(tmp_path_factory.mktemp("second") / "hospitals")


def build(folder: Path) -> hc.Package:
    """Adopt both sheets and the population, and say by hand what no sheet says."""
    hc.adopt(
        SHEETS / "europe.csv", folder, title="Hospital beds", counted="hospital beds",
        kind="hospital beds", unit="beds", status="estimated", verification="read-in-excerpt",
    )  # fmt: skip
    hc.adopt(
        SHEETS / "england.csv", folder, add=True, counted="beds in England",
        kind="hospital beds", unit="beds", verification="read-in-excerpt",
    )  # fmt: skip
    people = hc.read()["population"].query("source_id == 'wb-sp-pop-totl'")
    people = people[people["country"].isin(["DEU", "FRA", "POL"])]
    people = people[["country", "value", "as_of"]].assign(Publisher="World Bank")
    hc.adopt(people, folder, add=True, counted="people", kind="population", unit="people",
             status="estimated", columns={"value": "amount"})  # fmt: skip
    file = folder / "datapackage.json"
    described = json.loads(file.read_text("utf-8"))
    next(one for one in described["resources"] if one["name"] == "people")["is_base"] = True
    file.write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", "utf-8")
    for table, rows in BY_HAND.items():
        for row in rows:
            hc.put(folder, table, row)
    assert hc.check(folder).problems == []
    dictionary.write(hc.read(folder))
    return hc.read(folder)


def source_of(story: hc.Package, publisher: str) -> str:
    sources = story["sources"].set_index("publisher")
    return str(sources.loc[publisher, "source_id"])


def choices(story: hc.Package) -> dict[str, dict]:
    eurostat, bank = source_of(story, "Eurostat"), source_of(story, "World Bank")
    beds = {"category": "hospital beds", "country": "DEU"}
    return {
        "rank": {"measure": "hospital beds", "source": eurostat, "highlight": "DEU"},
        "spread": {"where": beds},
        "history": {"where": beds},
        "scale": {"figures": [GERMANY, "fra-hospital-beds-2022"]},
        "ladder": {"figures": [STERN]},
        "timeline": {"where": {"category": "core beds"}},
        "promise": {"figures": [PLAN]},
        "per-head": {"measure": "hospital beds", "source": eurostat, "per": [bank]},
    }  # fmt: skip


def test_every_form_draws_it_with_its_sources_and_notes(story: hc.Package):
    asked = choices(story)
    assert set(asked) == set(FORMS)
    for form, choice in asked.items():
        chart = make_chart(story, form=form, **choice)
        assert chart.drawing(600).marks, form
        assert chart.source_line, form
        assert chart.figure(), form
    notes = make_chart(story, form="rank", **asked["rank"]).notes
    assert any("day care" in note.long for note in notes)


def test_two_counts_of_germany_are_told_apart_and_the_plan_stands_beside_what_came(story):
    said = hc.compare(story, GERMANY, "deu-hospital-beds-2022-2")
    assert any("Federal Statistical Office" in note.long for note in said.notes)
    chart = make_chart(story, form="promise", figures=[PLAN])
    assert set(chart.rows["figure_id"]) == {PLAN, LETTER, NHS}


def test_the_explorer_the_kit_and_the_finder_take_it(story: hc.Package, tmp_path: Path):
    assert set(hc.chart_names(story)) >= {"rank-eurostat", "history-hospital-beds-deu"}
    chart = hc.named(story, "rank-eurostat")
    hc.explore(story, chart)
    assert hc.find(story, text="Stern").figures["figure_id"].tolist() == [STERN]
    assert "nhs-england" in set(hc.find(story, counted="core beds").figures["source_id"])
    kit = chart.export(tmp_path)
    assert kit is not None
    assert any(path.suffix == ".svg" for path in tmp_path.rglob("*"))


def test_a_draft_is_held_against_it(story: hc.Package):
    draft = "Germany had 642,107 hospital beds in 2022. France had 374,920 hospital beds in 2022."
    found = {one.text: one.verdict for one in hc.proof(story, draft).findings}
    assert found["642,107"] != found["374,920"]


def test_a_lesson_asks_about_it(story: hc.Package):
    lesson = Lesson("second-story")
    rows = story["hospital_beds"].query("country == 'DEU' and as_of == '2022'")
    gap = lesson.number(
        "gap", "How many beds lie between the two counts of Germany for 2022?",
        unit="beds", step=1, hint="Subtract one from the other.",
    )  # fmt: skip
    gap.solution(161_725, "Eurostat counts more kinds of beds.")
    assert rows["value"].max() - rows["value"].min() == 161_725
