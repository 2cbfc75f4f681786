"""The honesty rules, held to what the shipped controls can be set to: a covering sample of it.

Nothing is drawn in a browser here: the marks are read from the scene that is set as SVG.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from headcount import caveats
from headcount.charts import FORMS
from headcount.charts.chart import ALT_LENGTH, Chart, chart_names, named_chart
from headcount.figures import package
from headcount.figures.names import short
from headcount.figures.provenance import sources, voices
from headcount.figures.quantity import Quantity
from headcount.figures.status import KEY_WORDS, KINDS, kind
from headcount.notebook.explore import explore
from headcount.render.house import NOTES
from headcount.render.scene import NONE, Path, Rect, Scene, Sign
from headcount.render.style import BANDS, PAPER, TINTS
from headcount.render.svg import to_svg

from tests import scenes
from tests.drafted import text_of, wrong_with
from tests.exploring import covering, samples
from tests.scenes import ARROWS, axes, is_pale, key, reach

CHARTS = chart_names(package.read())
WIDTH = 700
LENGTHS = {"rank", "spread", "scale", "promise", "history", "per-head"}
"""The forms in which an amount is a length or a place on an axis; in others it stands in words."""

Row = dict[str, Any]
Mark = Rect | Path | Sign


@pytest.fixture(scope="module", params=samples(CHARTS, everyday=2, long=12))
def sample(request, data) -> list[Chart]:
    """Give the named chart, and charts that its explorer comes to."""
    name, many = request.param
    return [named_chart(data, name), *covering(explore(data, name), many)]


_DRAWN: dict[int, tuple[Chart, Scene]] = {}


def drawing(shown: Chart) -> Scene:
    """Return a chart's scene, drawn once for all the rules."""
    if id(shown) not in _DRAWN:
        _DRAWN[id(shown)] = shown, shown.drawing(WIDTH)  # the graphic keeps its id while it is here
    return _DRAWN[id(shown)][1]


def rows_of(shown: Chart) -> list[Row]:
    return shown.rows.to_dict("records")


def drawn_rows(shown: Chart) -> list[Row]:
    """Return the rows that the picture does not leave to the table."""
    return [row for row in rows_of(shown) if row["figure_id"] not in shown.selection.folded]


def marks(shown: Chart) -> Iterator[tuple[str, Mark]]:
    """Yield each mark with its figure."""
    for mark in drawing(shown).marks:
        yield mark.figure_id, mark


def texts(shown: Chart) -> str:
    """Return every word in the picture, without the spaces at which lines break."""
    scene = drawing(shown)
    return squeeze(" ".join(one.words for one in (*scene.labels, *scene.words)))


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def used_sources(shown: Chart) -> set[str]:
    return {row["source_id"] for row in [*rows_of(shown), *shown.base.to_dict("records")]}


# --- 1: no chart without a source, no mark without a figure --------------------------------------


def test_every_mark_carries_a_figure_in_view(sample):
    for shown in sample:
        figures = set(shown.rows["figure_id"])
        assert {figure for figure, _ in marks(shown)} <= figures, shown.choice


def test_every_number_in_view_has_a_mark(sample):
    for shown in sample:
        numbers = {row["figure_id"] for row in drawn_rows(shown) if row["amount"].is_number}
        assert numbers <= {figure for figure, _ in marks(shown)}, shown.choice


def test_every_number_and_every_word_is_in_the_engraved_picture(sample):
    for shown in sample:
        picture = to_svg(drawing(shown))
        numbers = {row["figure_id"] for row in drawn_rows(shown) if row["amount"].is_number}
        assert numbers <= set(re.findall('data-figure="([^"]+)"', picture)), shown.choice
        said = squeeze(unescape(re.sub("<[^>]+>", "", picture)))
        for one in (*drawing(shown).labels, *drawing(shown).words):
            assert squeeze(one.words) in said, shown.choice


def test_the_source_line_names_the_sources_of_the_rows_and_no_other(sample):
    for shown in sample:
        known = sources(shown.package)
        used = [known[one] for one in used_sources(shown)]
        for one in used:
            assert one["short_title"] in shown.source_line or one["publisher"] in shown.source_line
        said = " ".join(
            word
            for one in used
            for word in (
                one["short_title"],
                one["publisher"],
                *(known[other]["short_title"] for other in re.findall(r"[\w-]+", one["relies_on"])
                  if other in known),
                *(known[other]["publisher"] for other in re.findall(r"[\w-]+", one["relies_on"])
                  if other in known),
            )
        )  # fmt: skip
        for one in known.values():
            assert one["short_title"] not in shown.source_line or one["short_title"] in said


# --- 2: said, estimated and counted look different, and the key says so ---------------------------


def kinds_of(mark: Mark) -> set[str]:
    """Return the kinds that the fill of a mark may say; none for a line, a dot or an arrow.

    A pale band does not tell: the words beside it do.
    """
    if isinstance(mark, Sign) and mark.shape == "crossed":
        return {"said"}  # a denial
    if not isinstance(mark, Rect) or mark.fill.color == NONE:  # a ring is around a mark
        return set()
    if mark.fill.color in TINTS.values():
        return {"estimated"}
    if mark.fill.color in BANDS.values():
        return set(KINDS)
    return {"said" if mark.fill.color == PAPER else "counted"}


def test_what_is_said_estimated_or_counted_is_filled_so_and_the_key_says_it(sample):
    for shown in sample:
        kinds = {row["figure_id"]: kind(row["status"]) for row in rows_of(shown)}
        denied = {row["figure_id"] for row in rows_of(shown) if row["status"] == "denied"}
        filled = set()
        for figure, mark in marks(shown):
            if found := kinds_of(mark):
                assert kinds[figure] in found, (shown.choice, figure)
                filled.add(figure)
        numbers = {row["figure_id"] for row in drawn_rows(shown) if row["amount"].is_number}
        assert numbers <= filled, shown.choice
        named = {KEY_WORDS[kinds[figure]] for figure in filled - denied}
        if len(named) == 1 and not named & set(key(drawing(shown))):
            said = {"claim", "offer", "plan", "said", "estimat", "confirm"}
            assert any(word in f"{shown.headline} {shown.deck}".lower() for word in said)
        else:
            # a tally has each kind beside its squares
            heads = [" ".join(one.words.split()).lower() for one in drawing(shown).labels]
            told = {one for one in named if any(one.lower() in head for head in heads)}
            assert {*key(drawing(shown)), *told} >= named, shown.choice


# --- 3: bounds are drawn, lengths start at zero ---------------------------------------------------


def is_end(mark: Mark) -> bool:
    """Whether a mark says an end: a pale band, a line across, or an arrow."""
    if isinstance(mark, Rect):
        return is_pale(mark)
    return isinstance(mark, Path) or mark.shape in ARROWS


def spans(shown: Chart, mark: Mark, amount: Quantity) -> bool:
    """Whether a mark is drawn from one bound to the other."""
    if amount.low is None or amount.high is None or not isinstance(mark, Rect):
        return False
    scene = drawing(shown)
    ends = pytest.approx((amount.low, amount.high))
    return any(reach(scene, mark, axis) == ends for axis in axes(scene))


def test_every_bound_is_drawn_or_said(sample):
    for shown in sample:
        drawn = list(marks(shown))
        words = texts(shown)
        for row in drawn_rows(shown):
            amount, figure = row["amount"], row["figure_id"]
            if not amount.is_number or amount.least == amount.most:
                continue
            if shown.form in LENGTHS and shown.choice.get("show") != "share":
                mine = [mark for one, mark in drawn if one == figure]
                assert any(is_end(one) or spans(shown, one, amount) for one in mine), (
                    shown.choice,
                    figure,
                )
            else:
                said = {squeeze(amount.label()), squeeze(amount.words())}
                assert any(one in words for one in said), (shown.choice, figure)


def test_axes_of_amounts_hold_zero_and_are_even(sample):
    for shown in sample:
        found = axes(drawing(shown))
        assert bool(found) == (shown.form in LENGTHS - {"scale"})
        is_said = any("axis begins at" in one for one in scenes.texts(drawing(shown)))
        for axis in found:
            assert axis.first <= 0 or (shown.form == "spread" and is_said), shown.choice


def test_bars_start_at_zero(sample):
    for shown in sample:
        scene = drawing(shown)
        if shown.form in {"rank", "promise"}:
            for bar in scenes.areas(scene, pale=False):
                assert bar.left == pytest.approx(scene.axis.at(0))


# --- 4: a claim is never headlined as a fact ------------------------------------------------------


def test_what_is_only_said_is_headlined_with_who_says_it(sample):
    for shown in sample:
        rows = rows_of(shown)
        focus = () if shown.form == "spread" else shown.selection.focus  # it headlines all of them
        about = [row for row in rows if row["figure_id"] in focus] or rows
        if {kind(row["status"]) for row in about} != {"said"}:
            continue
        known = sources(shown.package)
        said = {"claim", "reported", "offered", "planned", "denied", "only said", "denial"}
        said |= {"commentator", "unsourced", "sources", "plan", "offer"}
        said |= {voices(shown.package)[row["figure_id"]] for row in about}
        said |= {
            known[row["source_id"]][one] for row in about for one in ("publisher", "short_title")
        }
        said |= {short(shown.package, name) for name in said}
        headline = shown.headline.casefold()
        assert any(word.casefold() in headline for word in said), (shown.choice, shown.headline)


# --- 5: notes and their numbers -------------------------------------------------------------------


def test_the_notes_are_those_that_the_caveats_give_for_the_rows_in_view(sample):
    for shown in sample:
        written = [
            note
            for rows in (shown.selection.records, shown.selection.divisors)
            for note in caveats.written(shown.package, rows)
        ]
        derived = [
            note
            for note in caveats.derived(shown.view)
            if note.rule not in FORMS[shown.form].shown_by_the_picture | shown.selection.unasked
        ]
        added_up = {one for note in written if "added-up" in note.rule for one in note.figures}
        told = {
            note.text
            for note in derived
            if note.rule == "stock-beside-flow" and added_up >= set(note.figures)
        }
        expected = {note.text for note in (*written, *derived, *shown.selection.asides)} - told
        # what only the drafted deck says is a note under an editor's
        notes = {note.text for note in shown.notes if note.rule != "not-shown"}
        assert notes == expected, shown.choice


def test_a_number_at_a_mark_is_the_number_of_a_note_below(sample):
    for shown in sample:
        below = {note.number: set(note.figures) for note in shown.notes if note.number}
        for row in rows_of(shown):
            bears = {number for number, figures in below.items() if row["figure_id"] in figures}
            assert set(row["note_numbers"]) == bears, shown.choice
        assert sorted(below) == list(range(1, len(below) + 1))
        above = {
            int(number)
            for text in scenes.texts(drawing(shown))
            for numbers in re.findall(r"<sup>([\d,]+)</sup>", text)
            for number in numbers.split(",")
        }
        folded = shown.selection.folded
        borne = [note for note in shown.notes if not set(note.figures) <= folded]
        borne = caveats.gravest(borne, NOTES)  # the record leads to the others
        assert above == {note.number for note in borne if note.number}, shown.choice
        picture = texts(shown)
        for note in borne:
            assert squeeze(f"{note.number or ''}{note.text}") in picture, (shown.choice, note.text)


# --- 7: the text alternative ----------------------------------------------------------------------

FORM_WORDS = {
    "rank": "Bar chart of ",
    "per-head": "Dot plot of ",
    "spread": "Dot plot of ",
    "history": "Chart over time of ",
    "scale": "Squares",
    "ladder": "Diagram of how a figure was passed on. ",
    "timeline": "Timeline: ",
    "promise": "Bars for ",
}


def test_alt_text_names_form_amount_source_and_the_main_caveat(sample):
    for shown in sample:
        alt = shown.alt
        assert alt.startswith(FORM_WORDS[shown.form]), alt
        assert len(alt) <= ALT_LENGTH, alt
        assert shown.source_line in alt or re.search(r"Sources: (\w+)\.$", alt), alt
        focus = set(shown.selection.focus)
        own = [note.text for note in shown.notes if note.number and focus & set(note.figures)]
        room = ALT_LENGTH - len(alt) - 1
        if own and not any(note.text in alt for note in shown.notes):
            assert all(len(text) > room for text in own), (shown.choice, alt)


# --- 7: what the program drafts is printed by a strict desk ---------------------------------------


def test_drafted_words_are_english_that_a_desk_prints(sample):
    assert not [fault for shown in sample for fault in wrong_with(text_of(shown))]
