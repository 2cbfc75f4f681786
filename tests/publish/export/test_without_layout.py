"""Without its layout a chart keeps its marks, their labels and the key, and nothing else."""

import headcount as hc
import pytest
from headcount.render.scene import lowered, placed


def said(scene):
    return [text.words.replace("\n", " ") for text in (*scene.labels, *scene.words)]


@pytest.mark.parametrize("width", [320, 600, 1200])
@pytest.mark.parametrize("name", ["fourth-largest", "per-head", "with-paramilitary"])
def test_no_word_of_the_layout_is_left(data, name, width):
    shown = hc.named(data, name)
    words = "".join(said(shown.drawing(width).without_layout())).replace(" ", "")
    for text in (shown.headline, shown.deck, shown.source_line, shown.credit):
        assert text.replace(" ", "") not in words
    assert not any(note.text.replace(" ", "") in words for note in shown.notes)


@pytest.mark.parametrize("width", [320, 600, 1200])
def test_every_mark_and_every_label_is_left(shown, hostile, width):
    for chart in (shown, hostile):
        whole = chart.drawing(width)
        alone = whole.without_layout()
        up = lowered(alone.top - whole.top)
        for layer in ("ground", "marks", "signs", "labels", "key"):
            assert getattr(alone, layer) == placed(getattr(whole, layer), up)
        assert len(alone.labels) == 2 * len(chart.rows)
        assert alone.words == ()
        assert alone.bottom - alone.top == whole.bottom - whole.top
        assert list(alone.descriptions) == list(chart.rows["figure_id"])


def test_a_label_that_says_what_a_note_says_is_left(data):
    shown = hc.named(data, "jump-of-2016")
    told = said(shown.drawing(600).without_layout())
    (broken,) = shown.selection.breaks
    assert broken.text in told
    assert broken.text in [note.text for note in shown.notes]


def test_the_scene_it_was_made_from_is_as_it_was(shown):
    scene = shown.drawing(600)
    scene.without_layout()
    assert scene == shown.drawing(600)
