"""What is read first at each chart that the package names: short, and never without who says it."""

import pytest
from headcount.charts.chart import chart_names, named_chart
from headcount.core.wording import SHORT
from headcount.figures.names import short
from headcount.figures.package import read
from headcount.figures.provenance import sources, voices
from headcount.render.style import Scale
from headcount.render.typesetting import wrap

from tests.scenes import texts

WIDTH, LINES = 600, 3


@pytest.fixture(params=chart_names(read()))
def shown(data, request):
    return named_chart(data, request.param)


def test_a_headline_is_read_at_a_glance(shown):
    assert len(shown.headline) <= SHORT, shown.headline


def test_a_headline_says_whose_word_it_is(shown):
    """By name; or, of many, that they are published or only said."""
    known, heard = sources(shown.package), voices(shown.package)
    said = {"Published", "only said"}
    if "headline" in shown.choice:  # drafted by hand
        said |= {"claimed", "estimated"}
    for row in shown.rows.to_dict("records"):
        source = known[row["source_id"]]
        names = (source["publisher"], source["short_title"], heard[row["figure_id"]])
        said |= {short(shown.package, name) for name in names}
    assert any(word in shown.headline for word in said), shown.headline


@pytest.mark.parametrize(
    "name", ["claim-to-scale", "claim-as-a-share", "promised-and-come", "from-claim-to-troops"]
)
def test_a_short_headline_still_calls_the_claim_a_claim_and_says_whose(data, name):
    told = named_chart(data, name).headline
    assert "(claimed, Business Insider)" in told or "(claimed, Igor Korotchenko," in told


def test_a_deck_leaves_the_picture_its_place(shown):
    scale = Scale.for_width(WIDTH)
    assert len(wrap(shown.deck, WIDTH - 2 * scale.margin, scale.deck)) <= LINES, shown.deck


def test_labels_and_notes_call_a_publisher_what_the_headline_does_and_a_citation_in_full(data):
    shown = named_chart(data, "white-papers-of-seoul")
    drawn = " ".join(texts(shown.drawing(WIDTH)))
    assert "South Korean defense ministry" in drawn
    assert "Ministry of National Defense of the Republic of Korea" in shown.source_line
    notes = [note.text for note in named_chart(data, "strength-over-time").notes]
    assert (
        "One origin, not two: IISS goes back to South Korean defense ministry (by our inference)."
        in notes
    )
