"""Without its furniture a figure keeps its marks, their labels and the key, and nothing else."""

import re

import pytest

from helpers import graphic as graphics
from helpers.export.bare import bare
from helpers.typesetting import plain


def said(figure):
    texts = (note.text or "" for note in figure.layout.annotations)
    return [re.sub(r"</?(?:b|sup|br)>", "", text) for text in texts]


@pytest.mark.parametrize("width", [320, 600, 1200])
@pytest.mark.parametrize("name", ["fourth-largest", "per-head", "with-paramilitary"])
def test_no_word_of_the_furniture_is_left(data, name, width):
    shown = graphics.named(data, name)
    words = "".join(said(bare(shown.figure(width)))).replace(" ", "")
    for text in (shown.headline, shown.deck, shown.source_line, shown.credit):
        assert plain(text).replace(" ", "") not in words
    assert not any(plain(note.text).replace(" ", "") in words for note in shown.notes)


@pytest.mark.parametrize("width", [320, 600, 1200])
def test_every_mark_and_every_label_is_left(shown, hostile, width):
    for graphic in (shown, hostile):
        framed = graphic.figure(width)
        figure = bare(framed)
        assert figure.data == framed.data
        assert len(figure.layout.annotations) == 2 * len(graphic.rows)
        area = [f.layout.height - f.layout.margin.t - f.layout.margin.b for f in (framed, figure)]
        assert area[0] == area[1]
        assert figure.layout.meta == {"figures": list(graphic.rows["figure_id"])}


def test_the_figure_it_was_made_from_is_as_it_was(shown):
    framed = shown.figure(600)
    bare(framed)
    assert framed == shown.figure(600)
