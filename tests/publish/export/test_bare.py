"""Without its furniture a figure keeps its marks, their labels and the key, and nothing else."""

import re

import headcount as hc
import pytest
from headcount.publish.export.without_layout import bare
from headcount.render.typesetting import plain


def texts_of(drawing):
    return [note["text"] for note in drawing["layout"]["annotations"]]


def said(drawing):
    return [re.sub(r"</?(?:b|sup|br)>", "", text) for text in texts_of(drawing)]


@pytest.mark.parametrize("width", [320, 600, 1200])
@pytest.mark.parametrize("name", ["fourth-largest", "per-head", "with-paramilitary"])
def test_no_word_of_the_furniture_is_left(data, name, width):
    shown = hc.named(data, name)
    words = "".join(said(bare(shown.drawing(width)))).replace(" ", "")
    for text in (shown.headline, shown.deck, shown.source_line, shown.credit):
        assert plain(text).replace(" ", "") not in words
    assert not any(plain(note.text).replace(" ", "") in words for note in shown.notes)


@pytest.mark.parametrize("width", [320, 600, 1200])
def test_every_mark_and_every_label_is_left(shown, hostile, width):
    for chart in (shown, hostile):
        framed = chart.drawing(width)
        drawing = bare(framed)
        assert drawing["data"] == framed["data"]
        assert len(drawing["layout"]["annotations"]) == 2 * len(chart.rows)
        assert area(drawing) == area(framed)
        assert drawing["layout"]["meta"] == {"figures": list(chart.rows["figure_id"])}


def test_a_label_that_says_what_a_note_says_is_left(data):
    shown = hc.named(data, "jump-of-2016")
    told = [text.replace("<br>", " ") for text in texts_of(bare(shown.drawing(600)))]
    (broken,) = shown.selection.breaks
    assert broken.text in told
    assert broken.text in [note.text for note in shown.notes]


def test_the_drawing_it_was_made_from_is_as_it_was(shown):
    framed = shown.drawing(600)
    bare(framed)
    assert framed == shown.drawing(600)


def area(drawing):
    margin = drawing["layout"]["margin"]
    return drawing["layout"]["height"] - margin["t"] - margin["b"]
