"""What is engraved stands where plotly puts it, so that `figure()` and a picture are one chart."""

from __future__ import annotations

from collections import defaultdict

import pytest
from headcount.charts import charts_file
from headcount.charts.chart import named_chart
from headcount.figures import package
from headcount.render.svg import to_svg
from headcount.render.svg.markup import said

CHARTS = list(charts_file.read(package.read()))
NEAR = 4.0
"""Pixels: plotly puts an unseen border of one around a text and rounds where it stands, and entries
of its key come closer where a browser kerns them, which our measure does not."""


WIDER = 12.0
"""Pixels: raised numbers are ten high at least here, and seven tenths of their line in plotly."""


def furthest(one: list[float], other: list[float]) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def astray(
    ours: list[list[float]], theirs: list[list[float]], near: float = NEAR
) -> list[list[float]]:
    """Return the boxes of either side that have no fellow on the other."""
    return [
        [round(edge, 1) for edge in box]
        for boxes, others in ((ours, theirs), (theirs, ours))
        for box in boxes
        if min((furthest(box, other) for other in others), default=99) > near
    ]


def by_words(texts: list) -> dict[str, list[list[float]]]:
    found = defaultdict(list)
    for words, box in texts:
        found[words].append(box)
    return found


def marked(drawing) -> list[str]:
    texts = (one["text"] for one in drawing["layout"]["annotations"])
    return [text for text in texts if "<sup>" in text]


@pytest.mark.browser
@pytest.mark.parametrize("width", [375, 1200])
@pytest.mark.parametrize("chart", CHARTS)
def test_texts_bars_points_and_the_key_stand_where_plotly_draws_them(
    data, by_plotly, by_us, chart, width
):
    drawing = named_chart(data, chart).drawing(width)
    theirs, ours = by_plotly(drawing), by_us(to_svg(drawing))
    ours_by, theirs_by = by_words(ours["texts"]), by_words(theirs["texts"])
    assert ours_by.keys() == theirs_by.keys()
    raised = {"".join(said(text).split()) for text in marked(drawing)}
    strays = {
        words: astray(
            ours_by[words],
            theirs_by[words],
            WIDER if "".join(words.split()) in raised else NEAR,
        )
        for words in ours_by
    }
    assert {words: boxes for words, boxes in strays.items() if boxes} == {}
    for kind in ("bars", "points", "swatches"):
        one, other = ([box for box in boxes[kind] if box[2] > box[0]] for boxes in (ours, theirs))
        assert len(one) == len(other), kind
        assert astray(one, other) == [], kind
