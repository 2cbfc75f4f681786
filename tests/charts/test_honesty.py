"""The honesty rules, held to what the shipped controls can be set to: a covering sample of it.

Nothing is drawn in a browser here: the marks are read as the data that the engraver gets.
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
from headcount.figures.status import KEY_WORDS, kind
from headcount.notebook.explore import explore
from headcount.render.layout import Drawing
from headcount.render.style import PAPER
from headcount.render.svg import to_svg

from tests.exploring import covering

CHARTS = chart_names(package.read())
EACH = max(4, 160 // len(CHARTS))  # charts of each explorer: a few hundred in all
WIDTH = 700
LENGTHS = {"rank", "spread", "scale", "promise", "history", "per-head"}
"""The forms in which an amount is a length or a place on an axis; in others it stands in words."""

Row = dict[str, Any]
Trace = dict[str, Any]


@pytest.fixture(scope="module", params=CHARTS)
def sample(request) -> list[Chart]:
    """Give the named chart, and charts that its explorer comes to."""
    data = package.read()
    named = named_chart(data, request.param)
    return [named, *covering(explore(data, request.param), EACH)]


_DRAWN: dict[int, tuple[Chart, Drawing]] = {}


def drawing(shown: Chart) -> Drawing:
    """Return a graphic as the engraver gets it, drawn once for all the rules."""
    if id(shown) not in _DRAWN:
        _DRAWN[id(shown)] = shown, shown.drawing(WIDTH)  # the graphic keeps its id while it is here
    return _DRAWN[id(shown)][1]


def rows_of(shown: Chart) -> list[Row]:
    return shown.rows.to_dict("records")


def marks(shown: Chart) -> Iterator[tuple[str, Trace]]:
    """Yield each mark with its figure; a trace whose points are no figures has none."""
    for trace in drawing(shown)["data"]:
        for figure in dict.fromkeys(trace.get("customdata", ())):
            yield figure, trace


def texts(shown: Chart) -> str:
    """Return every word in the picture, without the spaces at which lines break."""
    annotations = drawing(shown)["layout"]["annotations"]
    return squeeze(" ".join(unescape(one["text"]) for one in annotations))


def squeeze(text: str) -> str:
    return re.sub(r"<br>|</?b>|[\s\u200b]+", "", text).casefold()


def used_sources(shown: Chart) -> set[str]:
    return {row["source_id"] for row in [*rows_of(shown), *shown.base.to_dict("records")]}


# --- 1: no chart without a source, no mark without a figure --------------------------------------


def test_every_mark_carries_a_figure_in_view(sample):
    for shown in sample:
        figures = set(shown.rows["figure_id"])
        assert {figure for figure, _ in marks(shown)} <= figures, shown.choice
        for trace in drawing(shown)["data"]:
            is_key = list(trace["x"]) == [None]
            assert is_key or trace.get("customdata"), (shown.choice, trace)


def test_every_number_in_view_has_a_mark(sample):
    for shown in sample:
        numbers = {row["figure_id"] for row in rows_of(shown) if row["amount"].is_number}
        assert numbers <= {figure for figure, _ in marks(shown)}, shown.choice


def test_every_number_and_every_word_is_in_the_engraved_picture(sample):
    for shown in sample:
        picture = to_svg(drawing(shown))
        numbers = {row["figure_id"] for row in rows_of(shown) if row["amount"].is_number}
        assert numbers <= set(re.findall('data-figure="([^"]+)"', picture)), shown.choice
        said = squeeze(unescape(re.sub("<[^>]+>", "", picture)))
        for one in drawing(shown)["layout"]["annotations"]:
            assert squeeze(unescape(re.sub("</?sup>", "", one["text"]))) in said, shown.choice


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


def is_pale(trace: Trace) -> bool:
    """Whether a mark is the band between two bounds."""
    return (trace["marker"].get("pattern") or {}).get("fgopacity", 1) < 1


def kinds_of(trace: Trace) -> set[str]:
    """Return the kinds that the fill of a mark may say; none for a line, a dot or an arrow.

    A pale band is hatched for an estimate too; it does not tell what is said from what is counted.
    """
    marker = trace.get("marker") or {}
    if marker.get("symbol") == "square-x-open":
        return {"said"}  # a denial
    pattern = marker.get("pattern")
    if trace["type"] != "bar" or pattern is None:
        return set()
    if pattern["shape"]:
        return {"estimated"}
    if is_pale(trace):
        return {"said", "counted"}
    return {"said" if marker["color"] == PAPER else "counted"}


def test_what_is_said_estimated_or_counted_is_filled_so_and_the_key_says_it(sample):
    for shown in sample:
        kinds = {row["figure_id"]: kind(row["status"]) for row in rows_of(shown)}
        denied = {row["figure_id"] for row in rows_of(shown) if row["status"] == "denied"}
        filled = set()
        for figure, trace in marks(shown):
            if kinds_of(trace):
                assert kinds[figure] in kinds_of(trace), (shown.choice, figure)
                filled.add(figure)
        numbers = {row["figure_id"] for row in rows_of(shown) if row["amount"].is_number}
        assert numbers <= filled, shown.choice
        key = {trace["name"] for trace in drawing(shown)["data"] if trace.get("showlegend")}
        assert key >= {KEY_WORDS[kinds[figure]] for figure in filled - denied}, shown.choice


# --- 3: bounds are drawn, lengths start at zero ---------------------------------------------------


def is_end(trace: Trace) -> bool:
    """Whether a mark says an end: a pale band, a line across, or an arrow."""
    symbol = str((trace.get("marker") or {}).get("symbol"))
    is_band = trace["type"] == "bar" and is_pale(trace)
    return is_band or trace.get("mode") == "lines" or bool(re.search("triangle|arrow", symbol))


def spans(trace: Trace, amount: Quantity) -> bool:
    """Whether a mark is drawn from one bound to the other."""
    if amount.low is None or amount.high is None or trace["type"] != "bar":
        return False
    width = trace.get("width") or []
    lengths = [*trace["x"], *trace["y"], *(width if isinstance(width, list) else [width])]
    span = amount.high - amount.low
    return any(abs(length - span) <= 0.2 * span for length in lengths if length is not None)


def test_every_bound_is_drawn_or_said(sample):
    for shown in sample:
        drawn = list(marks(shown))
        words = texts(shown)
        for row in rows_of(shown):
            amount, figure = row["amount"], row["figure_id"]
            if not amount.is_number or amount.least == amount.most:
                continue
            if shown.form in LENGTHS and shown.choice.get("show") != "share":
                mine = [trace for one, trace in drawn if one == figure]
                assert any(is_end(one) or spans(one, amount) for one in mine), (
                    shown.choice,
                    figure,
                )
            else:
                said = {squeeze(amount.label()), squeeze(amount.words())}
                assert any(one in words for one in said), (shown.choice, figure)


def test_axes_of_amounts_hold_zero_and_are_even(sample):
    for shown in sample:
        layout = drawing(shown)["layout"]
        axis = layout["yaxis" if shown.form == "history" else "xaxis"]
        assert axis["range"][0] <= 0, shown.choice
        assert axis.get("type", "linear") == "linear"


def test_bars_start_at_zero(sample):
    for shown in sample:
        for trace in drawing(shown)["data"]:
            if shown.form in {"rank", "promise"} and kinds_of(trace) and not is_pale(trace):
                assert not any(trace.get("base") or [0])


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
        said |= {voices(shown.package)[row["figure_id"]] for row in about}
        said |= {
            known[row["source_id"]][one] for row in about for one in ("publisher", "short_title")
        }
        said |= {short(shown.package, name) for name in said}
        assert any(word in shown.headline for word in said), (shown.choice, shown.headline)


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
            if note.rule not in FORMS[shown.form].shown_by_the_picture
        ]
        expected = {note.text for note in (*written, *derived, *shown.selection.asides)}
        assert {note.text for note in shown.notes} == expected, shown.choice


def test_a_number_at_a_mark_is_the_number_of_a_note_below(sample):
    for shown in sample:
        below = {note.number: set(note.figures) for note in shown.notes if note.number}
        for row in rows_of(shown):
            bears = {number for number, figures in below.items() if row["figure_id"] in figures}
            assert set(row["note_numbers"]) == bears, shown.choice
        assert sorted(below) == list(range(1, len(below) + 1))
        annotations = [one["text"] for one in drawing(shown)["layout"]["annotations"]]
        above = {
            int(number)
            for text in annotations
            for numbers in re.findall(r"<sup>([\d,]+)</sup>", text)
            for number in numbers.split(",")
        }
        assert above == set(below), shown.choice
        picture = texts(shown)
        for note in shown.notes:
            assert squeeze(f"{note.number or ''}{note.text}") in picture, (shown.choice, note.text)


# --- 7: the text alternative ----------------------------------------------------------------------

FORM_WORDS = {
    "rank": "Bar chart of ",
    "per-head": "Dot plot of ",
    "spread": "Dot plot of ",
    "history": "Chart over time of ",
    "scale": "Squares",
    "ladder": "Ladder of ",
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
