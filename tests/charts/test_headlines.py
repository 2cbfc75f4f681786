"""What is read first at each chart that the package names: short, and never without who says it."""

import pytest
from headcount.charts.chart import chart_names, named_chart
from headcount.charts.form import Text
from headcount.figures.names import short
from headcount.figures.package import read
from headcount.figures.provenance import sources, voices
from headcount.notebook.explore import explore
from headcount.render.style import Scale
from headcount.render.typesetting import wrap

from tests.drafted import text_of, wrong_with
from tests.exploring import covering
from tests.scenes import texts

WIDTH = 600


@pytest.fixture(params=chart_names(read()))
def shown(data, request):
    return named_chart(data, request.param)


def lines(text, size, *, bold=False):
    return len(wrap(text, WIDTH - 2 * Scale.for_width(WIDTH).margin, size, bold=bold))


def test_every_named_chart_has_an_editors_headline_and_deck(shown):
    assert {"headline", "deck"} <= set(shown.choice)


def test_a_headline_is_read_at_a_glance(shown):
    assert len(shown.headline) <= 90, shown.headline
    assert lines(shown.headline, Scale.for_width(WIDTH).headline, bold=True) <= 2


def test_a_deck_leaves_the_picture_its_place(shown):
    assert len(shown.deck) <= 130, shown.deck
    assert lines(shown.deck, Scale.for_width(WIDTH).deck) <= 2, shown.deck


def test_a_headline_says_whose_word_it_is(shown):
    """By name, or by a word that leaves no doubt that it is somebody's word."""
    known, heard = sources(shown.package), voices(shown.package)
    said = {
        "Estimates",
        "estimated",
        "estimates",
        "claim",
        "Claim",
        "Seoul",
        "Moscow",
        "Kyiv",
        "commentator",
    }
    said |= {"sources", "Reports", "South Korea raises", "Russia recorded", "US put"}
    for row in shown.rows.to_dict("records"):
        source = known[row["source_id"]]
        names = (source["publisher"], source["short_title"], heard[row["figure_id"]])
        said |= {short(shown.package, name) for name in names}
    assert any(word in shown.headline for word in said), shown.headline


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("claim-to-scale", "Commentator's claim"),
        ("claim-as-a-share", "claimed"),
        ("claim-beside-other-offers", "claimed"),
        ("offered-and-sent", "Commentator cited reports"),
        ("claim-to-memorial", "claim of"),
    ],
)
def test_the_100000_is_called_a_claim_wherever_it_leads(data, name, word):
    assert word in named_chart(data, name).headline


def test_labels_and_notes_call_a_publisher_what_the_headline_does_and_a_citation_in_full(data):
    shown = named_chart(data, "white-papers-of-seoul")
    drawn = " ".join(texts(shown.drawing(WIDTH)))
    assert "South Korean defense ministry" in drawn
    assert "Ministry of National Defense of the Republic of Korea" in shown.source_line
    notes = [note.text for note in named_chart(data, "strength-over-time").notes]
    assert any("South Korean defense ministry, KDI" in note for note in notes)


@pytest.mark.slow
@pytest.mark.parametrize("name", chart_names(read()))
def test_drafted_words_of_many_more_choices_are_english_that_a_desk_prints(data, name):
    many = covering(explore(data, name), 60, seed=2)
    assert not [fault for shown in many for fault in wrong_with(text_of(shown))]


def test_what_only_a_drafted_deck_says_becomes_a_note_under_a_written_one(data):
    """Corrections, and how many figures there are no room for, never go with the drafted deck."""
    written = named_chart(data, "from-claim-to-troops")
    facts = text_of(written).facts
    assert any(fact.startswith("We corrected") for fact in facts)
    assert {note.text for note in written.notes} >= set(facts)
    drafted = named_chart(data, "from-claim-to-troops", deck=None)
    assert all(fact in drafted.deck for fact in facts)
    assert not {note.text for note in drafted.notes} & set(facts)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({"headline": "100,000 volunteers (claimed, The Daily)"}, "brackets"),
        ({"headline": "The claim is about 6.7 times about 15,000 soldiers"}, "about twice"),
        ({"headline": "Seoul said so."}, "begins or ends"),
        ({"headline": "an estimate"}, "begins or ends"),
        ({"headline": "Seoul " * 20}, "characters"),
        ({"deck": "Seven figures, each by the time that it is true of."}, "a coined word"),
        ({"deck": "It took a estimate."}, "a or an"),
        ({"deck": "There is one figures."}, "one or several"),
        ({"alt": "It has two figure."}, "one or several"),
        ({"sentence": "Seoul ,says the CIA."}, "punctuation"),
        ({"sentence": "Seoul, Moscow, and Kyiv agree."}, "a serial comma"),
        ({"sentence": "It puts the number at at least 100."}, "a word twice"),
        ({"headline": "Seoul's up to 10,000 soldiers are a third of it"}, "nobody owns"),
        (
            {"headline": "CIA's estimate of 1.45 million troops equals 26% of 5.6 million"},
            "nothing",
        ),
        ({"headline": "CIA figures put it at about 5.9 or about 6 per 1,000"}, "a number twice"),
        ({"headline": "The Courier's plan for 300 beds came to 150"}, "whoever speaks of it"),
        ({"headline": "NKDB put workers in China at an estimated 60,000"}, "a hedge twice"),
        ({"headline": "IISS estimated 1.169 million in 1996; 62 other figures are shown"}, "shown"),
        ({"headline": "2011 to 2022: all three figures are estimated"}, "no claims but claimed"),
        ({"headline": "Shoigu cited a plan for 5,000 builders"}, "takes no people"),
        ({"headline": "Cho Tae-yong, South Korean intelligence, said 10,000 came"}, "in commas"),
        ({"headline": "World Bank estimated 243,700,667 people in Pakistan"}, "too many digits"),
        ({"alt": "Dot plot of one figure. Source: SBS. It counts dead. Source: SBS."}, "a source"),
        ({"alt": "Timeline: 100 beds. beds in Arland."}, "a small letter"),
        ({"deck": "They count “beds” and “wards”."}, "outside quotation marks"),
    ],
)
def test_the_check_of_drafts_finds_what_a_desk_would_send_back(words, fault):
    sound = {"headline": "Seoul put it at 5", "deck": "A deck.", "sentence": "A.", "alt": "An alt."}
    assert not list(wrong_with(Text(**sound, hovers=())))
    found = list(wrong_with(Text(**sound | words, hovers=())))
    assert any(one.startswith(fault) or fault in one for one in found), found
