"""A switch in a reader's hands: one choice changes all that the embed says, at once."""

from __future__ import annotations

import gzip
import json
import re
from contextlib import ExitStack

import headcount as hc
import pytest
from headcount.charts.contents import digest
from headcount.charts.switch import switch_of, with_switch
from headcount.publish import verify
from headcount.publish.export.embed import embed, snippet
from headcount.publish.export.kit import export
from headcount.publish.metadata import of
from headcount.render.formats import FORMATS
from playwright.sync_api import expect

from tests.serving import serving

from .reader import Reader, faults, words_of

CHART = "fourth-largest"
ASKED = "source=cia-factbook-2022-08-04,iiss-mb-2021,worldatlas-2023"
IISS = "source=iiss-mb-2021"
FRAME_SECONDS = 0.017
MOST_PACKED = 60_000

# The heaviest that the data can make of ten states: those with the most countries.
TEN = (
    "source=cia-factbook-2022-08-04,cia-factbook-2020,cia-factbook-2021,cia-factbook-2022,"
    "cia-factbook-2023,cia-factbook-2024,cia-factbook-2025,gfp-2017,iiss-mb-2021,worldatlas-2025"
)


@pytest.fixture(scope="module")
def switched(data):
    return with_switch(hc.named(data, CHART), ASKED)


@pytest.fixture(scope="module")
def states(switched):
    return switch_of(switched)


@pytest.fixture(scope="module")
def ten(data):
    chart = with_switch(hc.named(data, CHART), TEN)
    return embed(chart, switch=switch_of(chart))


@pytest.fixture(scope="module")
def pages(switched, states, ten):
    pasted = snippet(switched, "chart.html", switch=states)
    article = f'<!doctype html><html lang="en"><title>A</title><body>{pasted}</body>'
    deep = article.replace('src="chart.html"', f'src="chart.html#{IISS}"')
    page = embed(switched, switch=states)
    return {"chart.html": page, "article": article, "deep": deep, "ten.html": ten}


@pytest.fixture
def visit(browser, pages):
    with ExitStack() as at_the_end:

        def go(name, width=600, **options):
            address = at_the_end.enter_context(serving(pages))
            viewport = {"width": width, "height": 900}
            reader = Reader(browser, f"{address}{name}", viewport=viewport, **options)
            at_the_end.callback(reader.context.close)
            return reader

        yield go


def choose(page, label):
    page.get_by_label("Source and edition").select_option(label=label)


def shows(page, chart):
    """Hold every part of an embed to one state, and to no other."""
    expect(page.locator("h1")).to_have_text(chart.headline)
    expect(page.locator(".deck")).to_have_text(chart.deck)
    expect(page.get_by_role("status")).to_have_text(chart.sentence)
    expect(page.locator(".source")).to_have_text(chart.source_line)
    expect(page.locator(".credit")).to_have_text(chart.credit_line)
    notes = [note.text for note in chart.notes]
    assert page.locator(".notes :is(p, li)").all_text_contents() == notes
    rows = page.locator("tr[data-figure]").evaluate_all("(all) => all.map((e) => e.dataset.figure)")
    assert rows == list(chart.rows["figure_id"])
    drawn = page.locator(".picture > svg [data-figure]").evaluate_all(
        "(all) => all.map((e) => e.dataset.figure)"
    )
    assert set(drawn) == set(rows)
    labels = page.locator(".picture > svg [data-label]").evaluate_all(
        "(all) => all.map((e) => e.dataset.label)"
    )
    assert set(labels) <= set(rows)
    assert page.locator(".picture > svg").count() == 3
    assert page.locator(".picture > svg:visible").get_attribute("aria-label") == chart.alt
    assert page.locator("details caption").text_content().startswith(chart.headline)
    assert page.title() == chart.headline


@pytest.mark.browser
@pytest.mark.parametrize("width", [375, 600, 1200])
def test_all_that_it_says_changes_together_and_back_again(visit, states, width):
    reader = visit("chart.html", width)
    shows(reader.page, states.states[0].chart)
    for at in (1, 2, 0, 1):
        choose(reader.page, states.states[at].label)
        shows(reader.page, states.states[at].chart)
    assert reader.said == []
    assert len(reader.asked) == 1


@pytest.mark.browser
def test_marks_of_every_state_answer_with_their_words(visit, states):
    reader = visit("chart.html")
    for at in (1, 0):
        chart = states.states[at].chart
        choose(reader.page, states.states[at].label)
        expect(reader.chart).to_have_attribute("data-awake", str(len(chart.rows)))
        said = words_of(chart)
        options = reader.page.get_by_role("option").all_text_contents()
        assert [one for one in options if one in said.values()] == list(said.values())
        figure = chart.rows["figure_id"].iloc[1]
        reader.mark_of(figure).hover()
        reader.hears(said[figure])
        reader.mark_of(figure, "label").hover()
        reader.hears(said[figure])


@pytest.mark.browser
def test_keys_choose_and_the_answer_is_announced(visit, states):
    reader = visit("chart.html")
    reader.page.keyboard.press("Tab")
    expect(reader.page.get_by_label("Source and edition")).to_be_focused()
    reader.page.keyboard.press("ArrowDown")
    shows(reader.page, states.states[1].chart)
    expect(reader.page.get_by_label("Source and edition")).to_be_focused()
    assert faults(reader.page) == []


@pytest.mark.browser
def test_the_address_leads_to_a_state_and_follows_the_reader(visit, states):
    reader = visit(f"chart.html#{IISS}")
    shows(reader.page, states.states[1].chart)
    chosen = reader.page.get_by_label("Source and edition").evaluate("(s) => s.selectedIndex")
    assert chosen == 1
    choose(reader.page, states.states[2].label)
    assert reader.page.url.endswith("#source=worldatlas-2023")
    reader.page.reload()
    shows(reader.page, states.states[2].chart)
    reader.page.evaluate(f"location.hash = '#{IISS}'")
    shows(reader.page, states.states[1].chart)
    reader.page.evaluate("location.hash = '#source=nobody'")
    shows(reader.page, states.states[1].chart)
    assert reader.said == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [375, 1200])
def test_in_a_sandboxed_frame_it_switches_and_the_frame_takes_its_height(visit, states, width):
    reader = visit("deep", width)
    frame = reader.page.frame_locator("iframe")
    inside, outside = frame.locator("main"), reader.page.locator("iframe")
    expect(frame.locator("h1")).to_have_text(states.states[1].chart.headline)
    heights = []
    for at in (0, 1, 0):
        frame.get_by_label("Source and edition").select_option(label=states.states[at].label)
        expect(frame.locator(".source")).to_have_text(states.states[at].chart.source_line)
        reader.page.wait_for_function(
            "(high) => Math.abs(document.querySelector('iframe').clientHeight - high) <= 1",
            arg=inside.bounding_box()["height"],
        )
        heights.append(outside.bounding_box()["height"])
    assert heights[0] == heights[2] < heights[1]
    assert reader.said == []


@pytest.mark.browser
def test_without_scripts_it_shows_its_own_state_and_what_the_others_say(visit, states):
    reader = visit("chart.html", java_script_enabled=False)
    own, *others = states.states
    expect(reader.page.locator("h1")).to_have_text(own.chart.headline)
    expect(reader.page.get_by_label("Source and edition")).to_be_hidden()
    said = reader.page.locator(".others li").all_inner_texts()
    assert said == [f"{one.label}. {one.chart.sentence}" for one in others]
    assert reader.page.locator("h1, .deck, .source, .picture svg:visible").count() == 4


@pytest.mark.browser
def test_without_scripts_the_frame_holds_all_of_it(visit):
    for width in (320, 600, 1200):
        reader = visit("article", width, java_script_enabled=False)
        inside = reader.page.frame_locator("iframe").locator("main").bounding_box()["height"]
        assert inside <= reader.page.locator("iframe").bounding_box()["height"]


@pytest.mark.browser
def test_ten_states_switch_within_a_frame(visit, ten):
    assert len(gzip.compress(ten.encode(), 9)) <= MOST_PACKED
    reader = visit("ten.html", 1200)
    took = reader.page.evaluate(
        """() => {
            const menu = document.querySelector(".switch select");
            const took = [];
            for (let again = 0; again < 3; again++) for (let at = 9; at >= 0; at--) {
                menu.selectedIndex = at;
                const begin = performance.now();
                menu.dispatchEvent(new Event("change"));
                document.querySelector("main").getBoundingClientRect(); // laid out
                took.push((performance.now() - begin) / 1000);
            }
            return took.sort((one, other) => one - other);
        }"""
    )
    assert took[len(took) // 2] <= FRAME_SECONDS


def test_its_receipt_holds_the_figures_of_all_states_and_read_answers_for_each(
    data, switched, states, tmp_path, no_fonts
):
    kit = export(switched, tmp_path)
    records = [state.chart.record for state in states.states]
    figures = {one for state in states.states for one in state.chart.rows["figure_id"]}
    for name in ("embed.html", "receipt.json"):
        file = kit.folder / f"{CHART}-{name}"
        answers = verify.read(data, [file]).answers
        assert [one.record for one in answers] == records
        assert {one.state for one in answers} == {"current"}
        assert {
            figure["figure_id"] for one in answers for figure in one.receipt["figures"]
        } == figures
        assert not any(one.rewritten for one in answers)
    for record in records:  # printed in a picture of a screen, say
        (answer,) = verify.read(data, [record], folder=tmp_path).answers
        assert answer.state == "current"
    html = (kit.folder / f"{CHART}-embed.html").read_text(encoding="utf-8")
    about = json.loads(re.search(r'headcount-data">(.*?)</script>', html)[1])
    assert [one["identifier"] for one in (about, *about["hasPart"])] == records


def test_a_state_that_was_changed_breaks_the_receipt(data, switched, states, tmp_path):
    page = embed(switched, switch=states)
    (receipt,) = of(page.encode()).receipts
    assert "Military Balance" in receipt
    forged = json.loads(receipt)
    forged["states"][0]["headline"] = "Others put it first"
    del forged["check"]
    forged["check"] = digest(forged)
    file = tmp_path / "forged.json"
    file.write_text(json.dumps(forged), encoding="utf-8")
    (answer,) = verify.read(data, [file]).answers
    assert answer.state == "damaged"
    assert "does not fit its own record id" in answer.why


def test_a_switch_that_weighs_much_is_told(data, tmp_path, monkeypatch):
    monkeypatch.setattr("headcount.publish.export.kit._MOST_PACKED", 1000)
    kit = export(hc.named(data, CHART), tmp_path, switch=IISS, formats=[FORMATS["article"]])
    assert any("2 states" in line and "--switch source=" in line for line in kit.look_at)
