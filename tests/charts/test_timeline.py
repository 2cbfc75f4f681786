"""The timeline: each figure at its day, no label over another, denials and corrections apart."""

import math
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from headcount.charts.bars import SIDE
from headcount.charts.chart import make_chart, named_chart
from headcount.charts.timeline import selection
from headcount.charts.timeline.selection import CORRECTED
from headcount.core.errors import NothingFits, UnknownWord
from headcount.figures.package import read
from headcount.figures.table import figures, select
from headcount.render.formats import FORMATS
from headcount.render.scene import Rect
from headcount.render.style import HIGHLIGHT

from tests.charts import chart_options
from tests.conftest import PACKAGES
from tests.drawn import draw
from tests.scenes import areas, drawn, key, look, signs, texts
from tests.scenes import figures as drawn_figures

CLAIM = "prk-volunteers-100k-business-insider-2022"
DENIAL = "prk-volunteers-100k-denied-russian-foreign-ministry-2022"
WAVE = "prk-soldiers-first-wave-nis-2024-10"
PENTAGON = "prk-soldiers-pentagon-2024-10-29"
SECOND = "prk-soldiers-second-wave-joint-chiefs-2025-03"
RETURN = "prk-engineer-regiment-return-2025-12"
FEW = [CLAIM, DENIAL, WAVE, PENTAGON, SECOND, RETURN]
EVERY = {"from_party": "North Korea", "to_party": "Russia"}
OFFERS = {**EVERY, "table": "troop_offers"}


def make(data, **choice):
    return make_chart(data, form="timeline", **choice)


def is_square(area):
    side = pytest.approx(SIDE, abs=0.1)  # a scene spreads its heights over whole points
    return area.bottom - area.top == side == area.right - area.left


def tiles(scene):
    """Return each figure's tile, not the sign of its correction; a bar is no square."""
    squares = (one for one in areas(scene) if is_square(one))
    crosses = (one for one in signs(scene) if one.shape == "crossed")
    return {one.figure_id: one for one in (*squares, *crosses)}


def bars(scene):
    """Return the bar of each figure that has one, as far as it is sure."""
    return {one.figure_id: one for one in areas(scene, pale=False) if not is_square(one)}


@pytest.mark.parametrize("chart", ["offers-and-deployments", "from-claim-to-troops"])
@pytest.mark.parametrize("width", [320, 375, 600, 1200])
def test_every_mark_carries_a_figure_in_view(data, chart, width):
    shown = named_chart(data, chart)
    assert drawn_figures(shown.drawing(width)) == set(shown.rows["figure_id"])
    assert len(set(shown.rows["figure_id"]) - shown.selection.folded) <= selection.READ


def test_the_shipped_chart_holds_all_from_north_korea_to_russia_since_2022(data):
    """Counted afresh from the table: every whole offer and deployment between the two."""
    rows = figures(data)
    here = rows[(rows["table"] == "troop_offers") & (rows["part_of"] == "")]
    here = here[(here["from_party"] == "North Korea") & (here["to_party"] == "Russia")]
    here = here[here["as_of"] >= "2022"]
    shown = named_chart(data, "offers-and-deployments", headline=None, deck=None)
    assert set(shown.rows["figure_id"]) == set(here["figure_id"])
    assert len(here) == 100
    assert (here["status"] == "denied").sum() == 9
    assert shown.headline == (
        "People from North Korea for Russia, 2022 to 2026: four of 100 figures are confirmed"
    )


def test_time_runs_down_and_a_denial_follows_its_claim(data):
    shown = make(data, figures=[RETURN, DENIAL, PENTAGON, CLAIM, WAVE])
    assert list(shown.rows["figure_id"]) == [CLAIM, DENIAL, WAVE, PENTAGON, RETURN]
    told = " ".join(texts(shown.drawing(375)))
    places = [
        told.index(f"<b>{title}</b>")
        for title in (
            "100,000 volunteers",
            "Denies up to 100,000 volunteers",
            "About 1,500 soldiers",
            "About 10,000 soldiers",
            "Military engineers, no number given",
        )
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("width", [375, 600, 1200])
def test_bars_have_one_zero_and_one_scale(data, width):
    """100,000 and about 10,000 stand in one unit: the one bar is ten times as long as the other."""
    found = bars(make(data, figures=[CLAIM, DENIAL, PENTAGON]).drawing(width))
    assert set(found) == {CLAIM, PENTAGON}  # a denial is not an amount
    assert found[CLAIM].left == found[PENTAGON].left
    long, short = (found[one].right - found[one].left for one in (CLAIM, PENTAGON))
    assert long == pytest.approx(10 * short)


@pytest.mark.parametrize("width", [375, 600])
def test_statements_without_a_number_have_tiles_and_no_bars(data, width):
    shown = make(data, figures=[DENIAL, RETURN])
    assert bars(shown.drawing(width)) == {}
    assert set(tiles(shown.drawing(width))) == {DENIAL, RETURN}


def test_what_counts_another_thing_than_most_has_no_bar(data):
    shown = named_chart(data, "claim-to-memorial")
    units = shown.rows.set_index("figure_id")["unit"]
    assert set(units[list(bars(shown.drawing(600)))]) == {"people"}
    assert set(units) > {"people"}


@pytest.mark.parametrize("width", [375, 600, 1200])
def test_each_year_with_a_figure_is_written_once_above_its_rows(data, width):
    words = texts(named_chart(data, "workers-abroad").drawing(width))
    years = [int(word[3:7]) for word in words if re.fullmatch(r"<b>\d{4}</b>", word)]
    assert years == sorted(set(years))
    assert years[0] == 2015
    assert years[-1] == 2025


def test_a_list_too_long_to_read_keeps_what_counts_and_says_what_it_leaves_to_the_table(data):
    shown = named_chart(data, "offers-and-deployments")
    scene = shown.drawing(600)
    there = [row for row in shown.rows.to_dict("records") if row["figure_id"] in bars(scene)]
    assert max(row["amount"].stated for row in there) == 100_000
    assert shown.selection.records[0]["figure_id"] in drawn_figures(scene)
    assert shown.selection.records[-1]["figure_id"] in drawn_figures(scene)
    assert any(one.shape == "crossed" for one in signs(scene))
    assert any(text.startswith("6 of 100 figures: ") for text in texts(scene))
    kinds = {shown.selection.by_id[one]["status"] for one in set(shown.rows["figure_id"])
             - shown.selection.folded}  # fmt: skip
    assert {"claimed", "estimated", "confirmed", "denied"} <= kinds
    assert not any("The table has all" in one for one in texts(make(data, figures=FEW).drawing()))


# counted by hand from data/troop_offers.csv: 2022, 2023, 2024, 2025 and 2026
TALLY = {
    "claimed, offered or planned": [5, 1, 26, 17, 1],
    "estimated": [1, 0, 21, 13, 2],
    "confirmed": [0, 0, 0, 4, 0],
    "denied": [2, 1, 5, 1, 0],
}


@pytest.mark.parametrize("name", ["phone", "article", "web", "print-column", "social"])
def test_a_long_timeline_counts_every_figure_once_under_its_status_and_its_year(data, name):
    """A square each, in blocks that begin where their year is written; in a row of its status."""
    scene = named_chart(data, "offers-and-deployments").picture(FORMATS[name])
    dated = [one for one in scene.labels if re.fullmatch(r"20\d\d", one.words)]
    years = {one.words: one.x for one in dated if not one.lines[0][0].is_bold}
    heads = {" ".join(one.words.split()): one for one in scene.labels if "ed" in one.words}
    rows = [heads[f"{sum(many)} {known}"] for known, many in TALLY.items()]
    assert [one.y for one in rows] == sorted(one.y for one in rows)
    foot = max(row.y for row in rows) + 4 * rows[0].size
    squares = [one for one in [*areas(scene), *signs(scene)] if middle(one)[1] < foot]
    assert len({one.figure_id for one in squares}) == len(squares) == 100
    starts = sorted(years.values())
    assert list(years) == ["2022", "2023", "2024", "2025", "2026"]
    for (known, many), row, after in zip(TALLY.items(), rows, [*rows[1:], None], strict=True):
        low = after.y if after else foot
        here = [middle(one)[0] for one in squares if row.y <= middle(one)[1] < low]
        found = [sum(a <= x < b for x in here) for a, b in pairwise([*starts, math.inf])]
        assert found == many, known


def middle(mark):
    """Return the middle of a square or of a crossed one."""
    if isinstance(mark, Rect):
        return (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
    return mark.x, mark.y


def test_more_years_than_there_is_room_for_are_one_block_of_squares(data):
    shown = make(data, where={"table": "military_personnel", "category": "active"})
    older = make(data, where={"table": "military_personnel", "country": "PRK"}, until=2010)
    for one in (shown, older):
        ids = [mark.figure_id for mark in one.picture(FORMATS["phone"]).marks]
        assert set(ids) == set(one.rows["figure_id"])


def test_a_late_report_is_told_and_counted(data):
    """The joint chiefs told on March 27 of soldiers sent in January and February."""
    shown = make(data, figures=FEW)
    told = " ".join(texts(shown.drawing(600)))
    assert "; reported March 27, 2025" in told
    assert told.count("; reported") == 1  # five days are no delay
    assert "one was reported a week or more later" in shown.deck


def test_said_estimated_counted_and_denied_look_different(data):
    shown = make(data, figures=[CLAIM, DENIAL, WAVE, RETURN])
    scene = shown.drawing(600)
    found = tiles(scene)
    assert found[DENIAL].shape == "crossed"
    assert len({look(found[one]) for one in (CLAIM, WAVE, RETURN)}) == 3
    named = {"Claimed, offered or planned", "Estimated", "Confirmed", "Denied"}
    assert named <= set(key(scene))


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 375, 1200])
def test_a_hundred_events_stand_clear_of_each_other(sheet, data, width):
    shown = make(data, where={"from_party": ["North Korea", "Russia"]}, since=2015)
    assert len(shown.rows) == selection.MOST
    drawing = draw(sheet, shown.drawing(width))
    assert drawing.cut() == []
    assert drawing.collisions() == []


def test_of_more_figures_than_can_be_read_the_latest_are_drawn_and_the_deck_says_so(data):
    shown = make(data, where={"table": "military_personnel", "category": "active"})
    asked = shown.selection.asked
    assert asked > selection.MOST
    assert f"Only the latest {selection.MOST} of {asked} figures are shown." in shown.deck
    assert min(shown.rows["as_of"]) > "2020"


def test_a_highlighted_figure_leads_the_words_and_stands_out(data):
    shown = make(data, figures=FEW, highlight=CLAIM)
    assert shown.headline == (
        "Igor Korotchenko cited reports of 100,000 volunteers; "
        "one of five other figures is a denial"
    )
    told = "One of six figures is confirmed, three estimated and one claimed; one is a denial."
    # the day of the Pentagon's count and the number of the regiment were corrected
    assert shown.deck.endswith(f"{told} Two corrections are shown.")
    assert "Russia, Business Insider reported in August 2022. One of" in shown.sentence
    lit = {one.figure_id for one in shown.drawing(600).marks if HIGHLIGHT in str(one)}
    assert lit == {CLAIM}


@pytest.mark.parametrize("choice", [{"figures": [CLAIM]}, {"figures": FEW, "highlight": CLAIM}])
def test_a_headline_about_one_figure_leaves_to_the_deck_whom_it_is_about(data, choice):
    shown = make(data, **choice)
    assert ("North Korea" in shown.headline) == (len(shown.rows) == 1)
    for words in (shown.deck, shown.alt):
        assert re.search("north korea.* for russia", words.lower())


def test_what_is_denied_is_named_by_what_was_said():
    ids = ["sud-new-beds-2025", "sud-new-beds-denied-2024"]
    told = make(read(PACKAGES / "beds"), figures=ids, highlight=ids[0]).headline
    assert told == (
        "The Courier reported plans for about 300 beds for 2025; Health Registry denied the reports"
    )


def test_no_sentence_begins_with_a_numeral(data):
    told = make(data, where={"table": "military_personnel"}, until=2010).sentence
    assert told.endswith(" In all, 10 of 86 figures are confirmed, 75 estimated and one claimed.")


def test_where_all_figures_are_known_alike_it_says_both_or_all(data):
    rows = select(figures(data), table="troop_offers", status="claimed")
    ids = [one for one in rows["figure_id"] if one not in FEW][:3]
    assert "oth figures are claims" in make_chart(data, form="timeline", figures=ids[:2]).alt
    assert "ll three figures are claims" in make_chart(data, form="timeline", figures=ids).alt


def test_one_date_is_said_once(data):
    retold = "prk-volunteers-100k-the-independent-2022"
    shown = make(data, figures=[CLAIM, retold])
    assert shown.deck == "Two figures, August 2022, placed by the date each describes."


def test_a_speaker_can_be_highlighted(data):
    shown = make(data, where=EVERY, since=2024, highlight="Volodymyr Zelensky")
    spoken = shown.rows[shown.rows["figure_id"].isin(shown.selection.focus)]
    assert set(spoken["who"]) == {"Volodymyr Zelensky"}
    assert shown.headline.startswith("Volodymyr Zelensky gave")


def test_what_the_timeline_draws_is_no_note_and_what_the_data_warns_of_is(data):
    rules = {note.rule for note in named_chart(data, "offers-and-deployments").notes}
    assert not rules & {"different-dates", "claim-beside-count", "one-origin", "open-bound"}
    assert {"hearsay", "party-to-the-conflict", "denial-proved-untrue"} <= rules


def test_a_correction_is_an_event_of_its_own():
    beds = read(PACKAGES / "beds")
    shown = make(beds, figures=["nor-staffed-registry-2023", "nor-licensed-courier-2023"])
    told = " ".join(texts(shown.drawing(375)))
    assert "<b>Corrected March 1, 2024: 900, not 800</b>" in told
    assert "A digit was misread" in told
    assert "One correction is shown." in shown.deck
    assert "Corrected" in key(shown.drawing(375))


def corrected(*changes):
    """Return the package of beds with the corrections of one figure, each (date, field, old)."""
    beds = read(PACKAGES / "beds")
    row = next(
        one for one in beds.tables["beds"] if one["figure_id"] == "nor-staffed-registry-2023"
    )
    corrections = [
        {
            "date": day,
            "table": "beds",
            "figure_id": row["figure_id"],
            "field": field,
            "old": old,
            "new": "" if row[field] is None else str(row[field]),
            "reason": "A line was misread.",
        }
        for day, field, old in changes
    ]
    return replace(beds, tables={**beds.tables, "corrections": corrections})


def entries(data, *figures):
    """Return what a timeline writes at the corrections of figures, as title and rest."""
    events = make(data, figures=list(figures)).selection.events
    return [(one.title, one.rest) for one in events if one.sign == CORRECTED]


def test_what_was_corrected_of_one_figure_in_one_day_is_one_entry_in_plain_words():
    beds = corrected(
        ("2024-03-01", "value", ""),
        ("2024-03-01", "low", "800"),
        ("2024-03-01", "qualifier", "at-least"),
        ("2024-03-01", "as_of", "2022-12"),
        ("2024-03-01", "definition", "Beds."),
    )
    ((title, rest),) = entries(beds, "nor-staffed-registry-2023")
    assert title == "Corrected March 1, 2024: 900, not at least 800; as of 2023, not December 2022"
    assert rest.endswith(". A line was misread")
    assert rest.count("A line was misread") == 1


def test_two_corrections_of_one_cell_each_say_what_stood_at_their_day():
    beds = corrected(("2024-03-01", "value", "700"), ("2024-05-01", "value", "800"))
    beds.tables["corrections"][0]["new"] = "800"
    told = [title for title, _ in entries(beds, "nor-staffed-registry-2023")]
    assert told == [
        "Corrected March 1, 2024: 800, not 700",
        "Corrected May 1, 2024: 900, not 800",
    ]


def test_a_correction_that_lacks_a_cell_is_drawn_all_the_same():
    beds = corrected(("2024-03-01", "qualifier", "at-least"))  # and not the value, which went
    ((title, _),) = entries(beds, "nor-staffed-registry-2023")
    assert title == "Corrected March 1, 2024: 900, not what was printed before"


def test_a_definition_a_source_and_a_note_that_changed_are_not_drawn():
    beds = corrected(
        ("2024-03-01", "definition", "Beds."),
        ("2024-03-01", "source_id", "nor-courier"),
        ("2024-03-01", "evidence", "a copy"),
    )
    assert entries(beds, "nor-staffed-registry-2023") == []
    assert "correct" not in make(beds, figures=["nor-staffed-registry-2023"]).deck


def test_corrections_of_one_day_that_would_crowd_the_figures_are_counted_in_the_deck(data):
    """The record was gone over as a whole on Nov. 30, 2026."""
    shown = named_chart(data, "offers-and-deployments", headline=None, deck=None)
    drawn = {"low", "value", "high", "qualifier", "as_of", "status"}
    changed = {
        row["figure_id"]
        for row in data.tables["corrections"]
        if row["field"] in drawn and str(row["date"]) == "2026-11-30"
    }
    many = sum(shown.rows["figure_id"].isin(changed))
    assert many > selection.FEW
    assert f"We corrected {many} of these figures on Nov. 30, 2026." in shown.deck
    assert {one.sign for one in shown.selection.events}.isdisjoint({CORRECTED})
    assert max(one.day for one in shown.selection.events) < date(2026, 11, 30).toordinal()


@pytest.mark.parametrize(
    ("choice", "error", "message"),
    [
        ({"figures": ["prk-volunteers"]}, UnknownWord, 'No figure has the ID "prk-volunteers"'),
        (
            {"figures": FEW, "highlight": "Zelensky"},
            UnknownWord,
            'No figure or speaker is named "Zelensky"',
        ),
        ({"figures": FEW, "highlight": "Volodymyr Zelensky"}, NothingFits, "None of the figures"),
        ({"figures": FEW, "since": 2030}, NothingFits, "between 2030 and the last"),
    ],
)
def test_what_is_not_there_is_refused_in_words(data, choice, error, message):
    with pytest.raises(error, match=message):
        make(data, **choice)


def test_what_is_offered_can_be_drawn(data):
    offered = chart_options(data, form="timeline", where=OFFERS, since=2022)
    who = dict(reversed(pair) for pair in offered["highlight"])
    assert "Volodymyr Zelensky" in who
    assert CLAIM in who
    assert offered["since"][0][1] is None
    assert make(data, where=OFFERS, since=offered["since"][-1][1], highlight=None).rows.size


def test_what_most_figures_share_is_said_once_and_of_the_others_all_is_said(data):
    shown = named_chart(data, "claim-to-memorial", headline=None, deck=None)
    assert shown.deck.startswith("People from North Korea for Russia, unless said otherwise: ")
    said = " ".join(texts(shown.drawing(600)))
    assert "About 1,500 soldiers" in said
    assert "At least 100 North Korean soldiers killed" in said
    assert " soldiers from North Korea" not in said


def test_words_without_a_bar_have_the_room_of_one():
    """A correction is a sentence: it goes to the edge, and not to where a bar would begin."""
    scene = drawn("claim-to-memorial", "article")
    start = min(bar.left for bar in areas(scene, pale=False) if bar.bottom - bar.top < 12)
    (told,) = (one for one in scene.labels if "The assessment is about" in one.words)
    assert told.box[2] > start
    assert "soldiers. The assessment" in told.words
