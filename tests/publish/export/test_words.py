"""Alt text and caption: every word that has to stand near the picture."""

from headcount.publish.export.words import alt_text, caption


def test_the_alt_text_is_one_line(shown):
    text = alt_text(shown)
    assert text == f"{shown.alt}\n"
    assert text.count("\n") == 1


def test_the_caption_leaves_no_note_and_no_source_out(shown):
    text = caption(shown)
    for words in (shown.headline, shown.deck, shown.sentence, shown.source_line, shown.credit):
        assert words in text
    for note in shown.notes:
        assert note.text in text
        assert note.long in text
        if note.number is not None:
            assert f"{note.number}. {note.text}" in text


def test_hostile_words_stay_words(hostile):
    assert all(note.text in caption(hostile) for note in hostile.notes)
