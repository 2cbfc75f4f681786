"""What a terminal would obey is shown instead, whatever prints it and wherever it is from."""

from __future__ import annotations

import contextlib
import io
import json
import unicodedata

import pytest
from headcount.cli import main
from headcount.core.escaping import MOST_MARKS, Screen, printed
from hypothesis import given
from hypothesis import strategies as st

OBEYED = [
    *("\x1b[2J", "\x1b]0;name\x07", "\x9b31m", "\x08\x08", "\x7f", "\x00", "\x0b", "\x0c"),
    *("\u202egnp.exe", "\u2067a\u2069", "\u200f", "\u061c", "\u2028", "\u2029", "\ufeff"),
    *("line\rover", "\U000e0041", "\ufff9"),
]


@pytest.mark.parametrize("text", OBEYED)
def test_what_a_terminal_obeys_is_written_as_its_number(text):
    assert not set(printed(text)) & set("\x00\x07\x08\x0b\x0c\r\x1b\x7f\x9b\u202e\u2067\u2028")
    assert "\\u" in printed(text).lower()


@pytest.mark.parametrize(
    "text",
    [
        "North Korea\n",
        "a\tb\r\n",
        "Türkiye",
        "조선",
        "Việt Nam",
        "हिन्दी",
        "אָלֶף",
        "👩\u200d🚀",
        "10\u202f000",
    ],
)
def test_what_people_write_is_printed_as_it_is(text):
    assert printed(text) == text


def test_sixty_accents_on_a_letter_do_not_cover_the_lines_beside():
    shown = printed("Z" + 60 * "\u0335" + "algo" + 60 * "\u0489")
    runs = "".join("m" if unicodedata.category(one) in ("Mn", "Me") else " " for one in shown)
    assert max(map(len, runs.split())) == MOST_MARKS


@given(st.text())
def test_a_screen_is_its_stream_but_for_that(text):
    stream = io.StringIO(newline="")
    screen = Screen(stream)
    screen.write(f"{text}\n")
    screen.writelines([text])
    assert stream.getvalue() == printed(f"{text}\n") + printed(text)
    assert screen.getvalue() == stream.getvalue()
    assert printed(printed(text)) == printed(text)


def test_a_terminal_gets_the_styles_of_our_own_tables_and_a_file_does_not():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    for stream, expected in ((Terminal(), "\x1b[1mhead\x1b[0m"), (io.StringIO(), "\\u001b[1mhead")):
        Screen(stream).write("\x1b[1mhead\x1b[0m \x1b[8mgone\x1b[31m\x1b[2J")
        assert stream.getvalue().startswith(expected)
        assert "\x1b[8m" not in stream.getvalue()
        assert "\x1b[2J" not in stream.getvalue()


EVIL = "\u001b[2Jbeds\u202e" + "o" + "\u0301" * 60


@pytest.mark.parametrize(
    "words",
    [
        ("figures",),
        ("figures", "--long"),
        ("figures", "--json"),
        ("figures", "--csv"),
        ("show", "nor-total-registry-2023"),
        ("compare", "nor-total-registry-2023", "sud-total-registry-2023"),
        ("dictionary",),
        ("check",),
        ("show", EVIL),
        ("export", EVIL),
        ("forms", EVIL),
    ],
)
def test_no_command_sends_a_terminal_what_it_obeys(beds, words, capfd, monkeypatch):
    """Not by a check alone: the labels are put in behind its back."""
    from headcount.figures.package import descriptor

    path = beds.path / "datapackage.json"
    path.write_text(path.read_text().replace('"label": "', f'"label": {json.dumps(EVIL)[:-1]}'))
    monkeypatch.setattr(descriptor, "_hidden", lambda *_: ())
    monkeypatch.setenv("HEADCOUNT_DATA", str(beds.path))
    with contextlib.suppress(SystemExit):
        main(words)
    told = "".join(capfd.readouterr())
    assert told
    assert printed(told) == told
