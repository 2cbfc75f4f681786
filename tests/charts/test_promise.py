"""The promise: what was promised beside what came, tied by the package's own table and no guess."""

import csv
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from headcount.charts import FORMS
from headcount.charts.chart import make_chart, named_chart
from headcount.core.errors import NothingFits
from headcount.figures import package
from headcount.figures.status import KEY_WORDS
from headcount.render.svg import to_svg

from tests.charts import chart_options
from tests.scenes import areas, figures, key, lines, look, number_at, reach, signs, texts

CLAIM = "prk-volunteers-100k-business-insider-2022"
SENT = "prk-soldiers-sent-nis-2025-04-30"
CONFIRMED = "prk-troops-confirmed-north-korea-2025-04-28"
MIDDLE_EAST = "syr-volunteers-shoigu-2022-03"
SEEN = "syr-soldiers-training-nyt-2022-03"
WORKERS = "prk-workers-donbas-daily-nk-2022-07"
ARRIVED = "prk-workers-donbas-daily-nk-2024-01"
SAPPERS = "prk-sappers-shoigu-2025-06-17"
ENGINEERS = "prk-engineers-sent-korea-herald-2025-12"
NEVER_SEEN = "prk-soldiers-plan-hur-2025-07-02"
WAVE = "prk-soldiers-third-wave-nis-2025-09-02"
WIDTHS = (320, 375, 600, 1200)


def make(data, *figures, **choice):
    return make_chart(data, form="promise", figures=list(figures) or None, **choice)


def length(scene, figure):
    """Return how far the bars of a figure reach."""
    return max(reach(scene, one)[1] for one in areas(scene, figure))


def test_a_figure_without_a_number_is_told_where_its_words_stand(data):
    shown = make(data, CLAIM)
    picture = ElementTree.fromstring(to_svg(shown.drawing(600), label=shown.alt))
    labels = [one for one in picture.iter() if one.get("data-label") == CONFIRMED]
    (told,) = {one.findtext("{http://www.w3.org/2000/svg}title") for one in labels}
    assert "no number" in told
    assert not areas(shown.drawing(600), CONFIRMED)


@pytest.mark.parametrize("width", WIDTHS)
def test_promises_and_what_came_have_one_zero_and_one_scale(data, width):
    drawing = make(data, CLAIM, MIDDLE_EAST, WORKERS, SAPPERS).drawing(width)
    assert drawing.axis.first == 0
    lengths = {
        CLAIM: 100_000, SENT: 15_000, MIDDLE_EAST: 16_000, SEEN: 300, WORKERS: 1_000, ARRIVED: 150,
        SAPPERS: 1_000, ENGINEERS: 1_000,
    }  # fmt: skip
    found = {figure: length(drawing, figure) for figure in lengths}
    assert found == pytest.approx(lengths)


def test_a_part_of_more_than_a_thousand_is_said_as_a_bound(data):
    said = texts(make(data, CLAIM, MIDDLE_EAST, WORKERS).drawing(600))
    assert "about 15%" in said
    assert "less than 15%" in said
    # at least 300 of more than 16,000 may be any part
    assert len([text for text in said if text.endswith("%")]) == 2


def test_more_than_ends_in_an_arrow_and_a_range_in_a_closed_pale_band(data):
    drawing = make(data, MIDDLE_EAST, NEVER_SEEN).drawing(600)
    heads = signs(drawing)
    assert [one.figure_id for one in heads] == [MIDDLE_EAST, SEEN]
    assert all(number_at(drawing.axis, one.x) > length(drawing, one.figure_id) for one in heads)
    (closing,) = lines(drawing)
    assert closing.figure_id == NEVER_SEEN
    assert [number_at(drawing.axis, x) for x, _ in closing.strokes[0]] == pytest.approx(
        [30_000] * 2
    )
    (full,), (pale,) = (areas(drawing, NEVER_SEEN, pale=one) for one in (False, True))
    assert reach(drawing, full) == pytest.approx((0, 25_000))
    assert reach(drawing, pale) == pytest.approx((25_000, 30_000))


def test_said_estimated_and_counted_are_filled_differently_and_the_key_says_so(data):
    offers = [
        {**row, "status": "confirmed"} if row["figure_id"] == ENGINEERS else row
        for row in data.tables["troop_offers"]
    ]
    counted = replace(data, tables={**data.tables, "troop_offers": offers})
    drawing = make(counted, CLAIM, SAPPERS).drawing(600)
    looks = {
        look(bar)
        for figure in (SAPPERS, "prk-engineers-arrived-nis-2025-09-02", ENGINEERS)
        for bar in areas(drawing, figure)
    }
    assert len(looks) == 3
    assert key(drawing) == list(KEY_WORDS.values())


def test_every_mark_has_a_figure_in_view_and_every_number_a_mark(data):
    shown = make(data)
    numbered = shown.rows[shown.rows["qualifier"] != "statement"]
    assert figures(shown.drawing(600)) == set(numbered["figure_id"])
    assert shown.rows["figure_id"].is_unique


# --- what belongs to what --------------------------------------------------------------------


def test_the_pairs_are_those_of_the_table_and_no_others(data):
    with (data.path / "outcomes.csv").open(encoding="utf-8") as file:
        written = {(row["promise"], row["outcome"]) for row in csv.DictReader(file)}
    drawn = {
        (one.figure, outcome.figure)
        for one in make(data).selection.promises
        for outcome in one.outcomes
    }
    assert drawn == written


def test_what_no_source_ties_is_called_beside_it_and_a_note_says_what_that_means(data):
    shown = make(data, CLAIM)
    said = texts(shown.drawing(600))
    at = next(at for at, text in enumerate(said) if text.startswith("<b>About 15,000</b> est"))
    assert said[at + 1].startswith("For comparison: South Korean")
    assert "“For comparison”: no source we read links" in shown.notes[0].text
    assert shown.headline.endswith("; a later estimate was 15,000 soldiers")


def test_what_a_source_ties_is_said_to_have_come_of_it(data):
    shown = make(data, WAVE)
    assert any(text.startswith("Reported outcome: ") for text in texts(shown.drawing(600)))
    assert not [note for note in shown.notes if note.rule == "set-beside"]


def test_a_confirmation_without_a_number_is_said_and_draws_nothing(data):
    drawing = make(data, CLAIM).drawing(600)
    said = " ".join(texts(drawing))
    assert "Confirmed without a number" in said
    assert "April 28, 2025" in said
    assert areas(drawing, CONFIRMED) == []


def test_a_search_that_found_nothing_is_said_in_the_words_of_the_table(data):
    shown = make(data, NEVER_SEEN)
    said = [text.replace("<br>", " ") for text in texts(shown.drawing(1200))]
    assert any(one.startswith("We found no source that reports that they came. ") for one in said)
    assert shown.headline.endswith(" 25,000 to 30,000 soldiers, then disavowed it")
    assert shown.sentence.startswith(
        "Ukrainian military intelligence spoke of plans for 25,000 to 30,000 North Korean "
        "soldiers to be sent to Russia, CNN reported via Daily8 on July 2, 2025. We found no "
        "source that"
    )


def test_a_promise_without_a_record_is_refused_not_called_broken(data):
    with pytest.raises(NothingFits, match="No outcome of prk-soldiers-plan-yonhap-2024-10-18 is"):
        make(data, CLAIM, "prk-soldiers-plan-yonhap-2024-10-18")


def test_a_package_without_outcomes_is_told_what_is_missing(beds):
    (beds.path / "outcomes.csv").write_text("promise,outcome,tie,reason\n")
    with pytest.raises(NothingFits, match=r"in outcomes\.csv"):
        make(package.read(beds.path))


# --- choosing --------------------------------------------------------------------------------


def test_promises_stand_in_the_order_given_else_by_date(data):
    assert [one.figure for one in make(data, WORKERS, CLAIM).selection.promises] == [WORKERS, CLAIM]
    dates = [
        data_row["as_of"]
        for one in make(data).selection.promises
        for data_row in make(data).rows.to_dict("records")
        if data_row["figure_id"] == one.figure
    ]
    assert dates == sorted(dates)


def test_years_and_words_choose_among_promises(data):
    shown = make(data, since=2025)
    assert {one.figure for one in shown.selection.promises} >= {SAPPERS, NEVER_SEEN}
    assert CLAIM not in {one.figure for one in shown.selection.promises}
    workers = make(data, where={"what": "workers"})
    assert WORKERS in {one.figure for one in workers.selection.promises}
    assert "seven of 19 claims, offers and plans" in workers.deck


def test_the_highlighted_promise_is_what_the_words_are_about(data):
    shown = make(data, CLAIM, WORKERS, highlight=WORKERS)
    assert shown.headline.startswith(
        "Daily NK reported plans for more than 1,000 North Korean workers"
    )
    assert shown.selection.focus == (WORKERS, ARRIVED)
    with pytest.raises(NothingFits, match="not among the figures"):
        make(data, CLAIM, highlight=WORKERS)


def test_the_headline_and_the_sentence_attribute(data):
    shown = make(data, CLAIM)
    assert shown.headline.startswith("Igor Korotchenko cited reports of 100,000 volunteers; ")
    assert "Igor Korotchenko cited reports of 100,000" in shown.sentence


def test_each_bar_says_its_date_and_publisher(data):
    said = texts(make(data, WORKERS).drawing(1200))
    assert any(text.startswith("<b>More than 1,000</b> planned") for text in said)
    assert "Daily NK, July 25, 2022" in said


def test_no_note_repeats_what_the_picture_says(data):
    rules = {note.rule for note in make(data).notes}
    assert "hearsay" in rules
    assert not rules & FORMS["promise"].shown_by_the_picture


def test_it_draws_another_package(beds):
    shown = make(package.read(beds.path))
    drawing = shown.drawing(600)
    assert length(drawing, "sud-staffed-courier-2023") == pytest.approx(500)
    assert drawing.axis.last > 500
    assert "one claim, offer or plan" in shown.deck.lower()
    assert len(shown.alt) <= 300


def test_options_offer_what_has_a_record(data):
    found = chart_options(data, form="promise")
    ids = [value for _, value in found["figures"]]
    assert set(ids) == {row["promise"] for row in data.tables["outcomes"]}
    assert make(data, *ids, highlight=found["highlight"][1][1]).headline


def test_promises_of_the_same_are_headed_by_whose_word_they_are(data):
    said = texts(named_chart(data, "offered-and-sent").drawing(600))
    heads = [text for text in said if text.startswith("<b>North Korean soldiers")]
    assert [head.partition("(")[2] for head in heads] == [
        "Cho Tae-yong, South Korean intelligence)</b>",
        "Ukrainian military intelligence)</b>",
    ]
