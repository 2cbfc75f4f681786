"""A graphic: named charts, the code that makes it again, and what a notebook shows of it."""

import re
import subprocess
import sys

import headcount as hc
import pytest
from headcount.charts.chart import CHART_MIME, chart_names, make_chart, named_chart
from headcount.publish import story

from tests.scenes import shown, texts


def test_every_named_chart_can_be_made(data):
    assert chart_names(data)
    for name in chart_names(data):
        shown = named_chart(data, name)
        assert shown.name == name
        assert len(shown.alt) <= 300
        assert all(len(note.text) <= 160 for note in shown.notes)


def test_an_unknown_name_lists_those_there_are(data):
    with pytest.raises(ValueError, match=r'No chart is named "fifth". Choose from: fourth-largest'):
        named_chart(data, "fifth")


def test_the_code_of_a_graphic_makes_it_again(data):
    shown = named_chart(data, "per-head")
    again = eval(shown.as_code(), {"hc": hc, "data": data})
    assert (again.headline, again.notes, again.name) == (shown.headline, shown.notes, shown.name)
    assert again.drawing(600) == shown.drawing(600)


def test_two_choices_have_two_names(data):
    one = make_chart(data, measure="active", source="cia-factbook-2022")
    other = make_chart(data, measure="active", source="cia-factbook-2022", top=5)
    third = make_chart(data, measure="active", source="cia-factbook-2022", only=["PRK", "KOR"])
    assert len({one.name, other.name, third.name}) == 3
    assert all(re.fullmatch(r"[a-z0-9-]+", shown.name) for shown in (one, other, third))


def test_an_editors_headline_replaces_the_draft(data):
    shown = make_chart(
        data, measure="active", source="cia-factbook-2022", headline="Who is fourth?"
    )
    assert shown.headline == "Who is fourth?"
    assert "<b>Who is fourth?</b>" in texts(shown.drawing(600))


def test_a_notebook_is_given_a_picture_with_its_alt_text(data):
    shown = named_chart(data, "fourth-largest")
    bundle = shown._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", CHART_MIME}
    assert 'src="data:image/svg+xml,' in bundle["text/html"]
    assert "Bar chart of active personnel" in bundle["text/html"]
    assert len(bundle["text/html"].encode()) < 35_000
    assert shown.notes[0].text in bundle["text/plain"]


def test_a_picture_in_a_notebook_takes_neither_a_browser_nor_plotly():
    code = (
        "import sys\n"
        "import headcount as hc\n"
        "shown = hc.named(hc.read(), 'fourth-largest')._repr_mimebundle_()\n"
        "assert 'data:image/svg+xml,' in shown['text/html']\n"
        "print({'plotly', 'playwright', 'resvg', 'typst'} & set(sys.modules))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert told.stdout == "set()\n"


def test_an_output_says_where_data_lie_that_are_not_our_own(data, tmp_path):
    copy = story.new(tmp_path / "copy", with_data=True)
    ours, theirs = (named_chart(one, "fourth-largest").recipe for one in (data, copy))
    assert set(ours) == {"choice"}
    assert theirs == ours | {"data": str(tmp_path / "copy")}


def test_an_editors_words_stand_in_place_of_the_drafted_ones_and_change_no_row(data):
    asked = {"measure": "active", "source": "cia-factbook-2022", "highlight": "PRK"}
    words = {"headline": "H", "deck": "D", "credit": "C", "alt": "A"}
    drafted, written = make_chart(data, **asked), make_chart(data, **asked, **words)
    assert {name: getattr(written, name) for name in words} == words
    for same in ("sentence", "notes", "source_line", "descriptions"):
        assert getattr(written, same) == getattr(drafted, same)
    assert make_chart(data, **written.choice).record == written.record != drafted.record


def test_a_note_that_the_deck_says_word_for_word_stands_in_the_picture_once():
    one = shown("return-of-the-100000")
    (note,) = (note for note in one.notes if note.text in one.deck)
    words = " ".join(text.words for text in one.drawing(600).words)
    assert words.count(note.text) == 1
    assert "more note" not in words  # it is not left out
    assert note.text in [each["text"] for each in one.contents["notes"]]
