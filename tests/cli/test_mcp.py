"""An assistant's door: the SDK's own client asks a real `headcount mcp` over its pipes."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import headcount as hc
import pytest
from headcount.cli import mcp as door
from headcount.cli.mcp import MOST, answer
from headcount.core.errors import UnknownWord, WrongChoice
from mcp import Client, StdioServerParameters, stdio_client

CLAIM = "prk-volunteers-100k-business-insider-2022"
CEILING = "prk-active-cia-factbook-2025"
LONG = "a" * 100_000

ASKED = {
    "found": ("find", {"text": "soldiers Zelensky", "whose": "North Korea"}),
    "figure": ("show", {"figure": CEILING}),
    "claim": ("show", {"figure": CLAIM}),
    "compared": ("compare", {"a": CLAIM, "b": CEILING}),
    "proofed": ("proof", {"draft": "The CIA says:\nNorth Korea has up to 1.3 million troops."}),
    "a question": ("find", {"text": "How many North Koreans were killed in Kursk by unicorns?"}),
    "then": (
        "proof",
        {"draft": "Seoul says that 600 North Koreans have been killed.", "date": "2025-05-01"},
    ),
    "today": ("proof", {"draft": "Seoul says that 600 North Koreans have been killed."}),
    "charts": ("chart", {}),
    "chart": ("chart", {"name": "fourth-largest"}),
    # what nobody should ask for
    "a path": ("show", {"figure": "../../../../etc/passwd"}),
    "a chart's path": ("chart", {"name": "/etc/passwd"}),
    "another folder": ("show", {"figure": CLAIM, "data": "/etc"}),
    "100,000 letters": ("find", {"text": LONG}),
    "a draft of 100,000 letters": ("proof", {"draft": LONG}),
    "600 numbers": ("proof", {"draft": "North Korea sent 15,000 men. " * 600}),
    "100,000 letters of a name": ("find", {LONG: "a"}),
    "a tool of 100,000 letters": (LONG, {}),
    "markup": ("show", {"figure": "<img src=x onerror=alert(1)>"}),
    "a zero": ("show", {"figure": "a\x00b"}),
    "a bell and a turn": ("find", {"text": "a\x07\u202eb"}),
    "a number": ("show", {"figure": 5}),
    "a list": ("find", {"text": ["a"] * 5}),
    "a far year": ("find", {"year": 10**30}),
    "yes": ("find", {"year": True}),
    "no day": ("proof", {"draft": "600 killed", "date": "yesterday"}),
    "nothing": ("find", {}),
    "small words": ("find", {"text": "How many are there now?"}),
    "one of two": ("compare", {"a": CLAIM}),
    "no such tool": ("export", {"name": "fourth-largest"}),
    "unicorns": ("find", {"text": "unicorns"}),
}
REFUSED = {
    "a path": "../../../../etc/passwd",
    "a chart's path": 'No chart is named "/etc/passwd"',
    "another folder": "'data' is nothing that show takes",
    "100,000 letters": "text has 100,000 characters; at most 200 are read",
    "a draft of 100,000 letters": "draft has 100,000 characters; at most 20,000 are read",
    "600 numbers": "draft has 600 numbers; send a part with 60 at most",
    "100,000 letters of a name": "is nothing that find takes",
    "a tool of 100,000 letters": "Choose from: find, show, compare, proof, chart",
    "markup": "<img src=x",
    "a zero": "figure has a character that cannot be seen, U+0000",
    "a bell and a turn": "U+0007",
    "a number": "figure must be a text",
    "a list": "text must be a text",
    "a far year": "year must be a whole number from 1 to 9999",
    "yes": "year must be a whole number",
    "no day": "day, yesterday, is not a date",
    "small words": "give text, whose, status or year",
    "nothing": "give text, whose, status or year",
    "one of two": "b is missing",
    "no such tool": "There is no such tool",
    "unicorns": 'has the word "unicorn"',
}


def lines_of(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict[str, tuple[bool, str]]:
    """Ask everything of one server, in an empty folder; return whether it failed, and its text."""
    folder = tmp_path_factory.mktemp("assistant")
    command = StdioServerParameters(
        command=sys.executable,
        args=["-c", "import sys; from headcount.cli import main; sys.exit(main(['mcp']))"],
        env={"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        cwd=folder,
    )

    async def ask() -> dict[str, tuple[bool, str]]:
        found = {}
        async with Client(stdio_client(command)) as client:
            listed = (await client.list_tools()).tools
            found["tools"] = False, " ".join(one.name for one in listed)
            assert all(one.annotations.read_only_hint for one in listed)
            assert all(one.input_schema["additionalProperties"] is False for one in listed)
            for name, (tool, arguments) in ASKED.items():
                result = await client.call_tool(tool, arguments)
                (content,) = result.content
                found[name] = bool(result.is_error), content.text
        return found

    with ThreadPoolExecutor(1) as thread:  # this one may run the loop that drives a browser
        answers = thread.submit(anyio.run, ask).result()
    assert lines_of(folder) == []
    return answers


def test_the_tools_are_those_of_the_desk(told):
    assert told["tools"] == (False, "find show compare proof chart")


@pytest.mark.parametrize("name", [name for name in ASKED if name not in REFUSED])
def test_a_sound_question_is_answered_in_bounds(told, name):
    failed, text = told[name]
    assert not failed, text
    assert len(text) < 40_000


def test_a_figure_comes_with_bounds_status_source_and_caveats(told, data):
    text = " ".join(told["figure"][1].split())
    assert "Up to 1.3 million active personnel in North Korea's forces" in text
    assert "Estimated as of 2025" in text
    assert "Source: US Central Intelligence Agency" in text
    assert hc.record(data, CEILING).notes[0].long in text


def test_a_claim_comes_with_its_way_and_its_denial(told, data):
    text = " ".join(told["claim"][1].split())
    assert "Claimed as of August 2022" in text
    assert "Igor Korotchenko" in text
    assert "Ivan Nechaev of Russia's Foreign Ministry called the reports fake" in text
    for note in hc.record(data, CLAIM).notes:
        assert note.long in text


def test_what_is_found_is_shown_whole_and_not_more_than_may_be_read(told, data):
    text = told["found"][1]
    ids = set(data.figures["figure_id"])
    shown = [line for line in text.splitlines() if line in ids]
    assert len(shown) == MOST
    assert f"figures fit; here are the first {MOST}, the newest before older ones" in text
    assert text.count("\nSource: ") == MOST
    for figure in shown:
        assert hc.record(data, figure).text() in text


def test_a_question_is_answered_with_what_fits_newest_first_and_says_what_was_left_out(told):
    head, left, *rest = told["a question"][1].splitlines()
    assert head.endswith("More words find fewer.")
    assert left == "None of them has 'unicorn'; that was left out."
    in_order = [
        "prk-casualties-nis-2026-02-12",
        "prk-killed-nis-2025-09-02",
        "prk-casualties-uk-2025-06",
    ]
    assert [line for line in rest if line in in_order] == in_order


def test_a_draft_is_held_against_the_record_of_its_day(told):
    assert "SUPPORTED\nline 1: 600 " in told["then"][1]
    assert "OUTDATED\nline 1: Seoul says that [600] " in told["today"][1]


def test_a_comparison_has_both_records_and_the_verdict(told, data):
    text = told["compared"][1]
    assert hc.compare(data, CLAIM, CEILING).text() in text
    for figure in (CLAIM, CEILING):
        assert hc.record(data, figure).text() in text


def test_a_draft_comes_back_with_each_figure_and_its_caveats(told, data):
    text = told["proofed"][1]
    (finding,) = hc.proof(data, ASKED["proofed"][1]["draft"]).findings
    assert finding.why.split(":")[0] in text
    assert CEILING in finding.figures
    assert f"{finding.figures[0]}\n" in text
    for note in hc.record(data, finding.figures[0]).notes:
        assert f"- {note.text}" in text


def test_a_chart_has_its_sentence_each_note_and_the_source(told, data):
    chart = hc.named(data, "fourth-largest")
    text = told["chart"][1]
    for due in (chart.headline, chart.sentence, chart.source_line, *(n.text for n in chart.notes)):
        assert due in text
    assert set(hc.chart_names(data)) <= set(told["charts"][1].replace("- ", "").splitlines())


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_answered_is_refused_in_words(told, name):
    failed, text = told[name]
    assert failed
    assert REFUSED[name] in text
    assert len(text) < 1_000
    assert "Traceback" not in text
    assert "\x00" not in text


def test_every_figure_of_the_record_can_be_shown(data):
    for figure in data.figures["figure_id"][::40]:
        assert "Source: " in answer(data, "show", {"figure": figure})


def test_without_the_extra_it_says_how_to_get_it(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "mcp.server.stdio", None)
    assert door.mcp.callback(data=None) == 2
    assert 'pip install "headcount[mcp]"' in capsys.readouterr().err


def test_an_answer_raises_what_the_house_raises(data):
    with pytest.raises(UnknownWord, match="hoose from: find"):
        answer(data, "zzz", {})
    with pytest.raises(WrongChoice, match="a is missing; b is missing"):
        answer(data, "compare", {})
