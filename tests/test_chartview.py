"""The widget that draws: one message for chart and words, laid out for the page's width."""

import asyncio
import base64
import json

import ipywidgets
import pytest

from helpers import graphic
from helpers.chartview import ChartView, PageStudio, PlotlyLibrary, library
from helpers.drawing import BrowserError
from helpers.furniture import plain

HOSTILE = '<script>alert("1")</script> <b>R&D</b>'


@pytest.fixture
def fourth(data):
    return graphic.named(data, "fourth-largest")


@pytest.fixture
def said(monkeypatch):
    """Collect what views say to their page."""
    messages = []
    monkeypatch.setattr(
        ChartView, "send", lambda self, content, buffers=None: messages.append(content)
    )
    return messages


def answer(view, **content):
    """Answer as the page does."""
    view._handle_custom_msg({"kind": "picture", **content}, [])


def layout(view):
    return json.loads(view.content["figure"])["layout"]


def test_nothing_to_show_is_said_and_shows_no_chart(fourth):
    view = ChartView(fourth)
    view.say("Nothing to show: no figure fits.")
    assert view.graphic is None
    assert view.content["message"] == view.content["status"] == "Nothing to show: no figure fits."
    assert not any(view.content[part] for part in ("figure", "sentence", "notes", "code", "alt"))


def test_chart_notes_and_sentence_change_in_one_message(data, fourth):
    view = ChartView(fourth)
    changes = []
    view.observe(changes.append)
    other = graphic.named(data, "per-head")
    view.show(other)
    assert [change.name for change in changes] == ["content"]
    assert view.content["sentence"] == other.sentence
    assert [note["text"] for note in view.content["notes"]] == [note.long for note in other.notes]
    assert layout(view)["meta"]["headline"] == other.headline
    assert view.content["alt"] == other.alt


def test_another_width_lays_the_same_graphic_out_anew(fourth):
    view = ChartView(fourth)
    wide = layout(view)
    view.set_state({"width": 320})
    assert (wide["width"], layout(view)["width"]) == (600, 320)
    assert layout(view)["height"] > wide["height"]
    assert view.graphic is fourth


def test_a_width_told_before_there_is_a_chart_is_kept(fourth):
    view = ChartView()
    view.set_state({"width": 480})
    view.show(fourth)
    assert layout(view)["width"] == 480


def test_no_button_uploads_the_chart(fourth):
    config = json.loads(ChartView(fourth).content["figure"])["config"]
    assert config["showSendToCloud"] is False
    assert config["plotlyServerURL"] == ""
    assert config["displayModeBar"] is False


def test_words_leave_as_they_are_and_plotly_gets_them_escaped(data):
    shown = graphic.make(
        data, measure="active", source="cia-factbook-2022", headline=HOSTILE, highlight="PRK"
    )
    view = ChartView(shown)
    texts = [mark["text"] for mark in layout(view)["annotations"]]
    assert not any("<script" in text or "<b>R" in text for text in texts)
    assert any(plain("<script>") in text for text in texts)
    assert HOSTILE in view.content["status"]


def test_plotly_is_held_once_for_all_views(fourth):
    one, other = ChartView(fourth), ChartView()
    assert one.library is other.library is library()
    assert len(one._esm) < 20_000 < len(library()._esm)


def test_plotly_is_made_again_after_every_widget_was_closed():
    before = library()
    ipywidgets.Widget.close_all()
    assert library() is not before
    assert ChartView().library is library()


def test_plotly_is_wrapped_as_a_module_of_its_own():
    script = PlotlyLibrary()._esm
    assert script.startswith("const module = {")
    assert script.rstrip().endswith(
        "export default { initialize: () => ({ Plotly: module.exports }) };"
    )


def test_a_page_that_does_not_answer_is_an_error(said):
    with pytest.raises(BrowserError, match=r"no page drew the picture in 0\.05 seconds"):
        asyncio.run(ChartView().picture("{}", {"format": "png"}, seconds=0.05))


def test_a_page_that_cannot_draw_says_why(said):
    async def ask():
        view = ChartView()
        asked = asyncio.ensure_future(view.picture("{}", {"format": "png"}))
        await asyncio.sleep(0)
        answer(view, id=said[-1]["id"], error="no plotly.js")
        await asked

    with pytest.raises(BrowserError, match=r"no plotly\.js"):
        asyncio.run(ask())


def test_an_answer_to_nothing_and_a_second_answer_are_ignored(said):
    async def ask():
        view = ChartView()
        answer(view, id=99, drawn="never asked for")
        asked = asyncio.ensure_future(view.picture("{}", {"format": "png"}))
        await asyncio.sleep(0)
        answer(view, id=said[-1]["id"], drawn="first")
        answer(view, id=said[-1]["id"], drawn="second")
        return await asked

    assert asyncio.run(ask()) == "first"


def test_a_page_stands_in_for_a_browser_of_our_own(said):
    picture, drawing = b"\x89PNG", "<svg>50% a&b</svg>"

    async def ask():
        view = ChartView()
        studio = PageStudio(view, asyncio.get_running_loop())
        asked = [
            asyncio.ensure_future(asyncio.to_thread(studio.png, "{}", 600, 400)),
            asyncio.ensure_future(asyncio.to_thread(studio.svg, "{}", 600, 400)),
        ]
        while len(said) < 2:
            await asyncio.sleep(0.01)
        drawn = {"png": base64.b64encode(picture).decode(), "svg": drawing}
        for message in said:
            answer(view, id=message["id"], drawn=drawn[message["options"]["format"]])
        return await asyncio.gather(*asked)

    assert asyncio.run(ask()) == [picture, drawing]
    assert {message["options"]["scale"] for message in said} == {1, 2}
