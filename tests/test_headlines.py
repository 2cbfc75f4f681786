"""What is read first at each chart that the package names: short, and never without who says it."""

import pytest

from helpers import graphic
from helpers.names import short
from helpers.package import read
from helpers.provenance import sources, voices
from helpers.style import Scale
from helpers.typesetting import wrap
from helpers.wording import SHORT

WIDTH, LINES = 600, 3
CLAIM = "prk-volunteers-100k-business-insider-2022"


@pytest.fixture(params=graphic.names(read()))
def shown(data, request):
    return graphic.named(data, request.param)


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


def test_a_short_headline_still_calls_the_claim_a_claim(shown):
    if shown.chosen.focus[:1] != (CLAIM,) or shown.form == "ladder" or "headline" in shown.choice:
        pytest.skip("not about the claim, or a ladder, which draws it")
    assert "(claimed, Business Insider)" in shown.headline or "(claimed, Igor" in shown.headline


def test_a_deck_leaves_the_picture_its_place(shown):
    scale = Scale.for_width(WIDTH)
    assert len(wrap(shown.deck, WIDTH - 2 * scale.margin, scale.deck)) <= LINES, shown.deck
