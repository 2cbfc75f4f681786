"""The room's words in other languages: all are there, and say the same parts."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from headcount import teach
from headcount.core.errors import NotAnAnswer
from headcount.core.wording import cardinal
from headcount.teach import words
from headcount.teach.lesson import honesty, kinds, mend
from headcount.teach.pages.build import TITLE
from headcount.teach.pages.page import _TEXT

ROOM = Path(teach.__file__).parent
LANGUAGES = sorted(path.stem for path in (ROOM / "words").glob("*.toml"))
SCRIPTS = ["lesson/question.js", *(f"pages/{name}.js" for name in ("page", "judging", "handins"))]
TEXT = re.compile(r'"((?:[^"\\]|\\.)+)"')

each_language = pytest.mark.parametrize("language", LANGUAGES)


def said_by_scripts() -> set[str]:
    """Give each text that a script says; of a pair, the second."""
    said = set()
    for script in SCRIPTS:
        text = (ROOM / script).read_text(encoding="utf-8")
        said |= {m[1] for m in re.finditer(r'\btr\(\s*"((?:[^"\\]|\\.)+)"', text)}
        either = re.findall(r'\btr\([^"]*\? ("[^"]+" : "[^"]+")', text)
        said |= {one for pair in either for one in TEXT.findall(pair)}
        said |= {m[1] for m in re.finditer(r'\bmany\([^,]+, "[^"]+", "([^"]+)"', text)}
        said |= {m[1] for m in re.finditer(r'\bsay\("([^"]+)"\)', text)}
        if script.endswith("question.js"):
            heads = re.findall(r"const (?:HEADS|MARKS) = (.+);", text)
            said |= {one for line in heads for one in TEXT.findall(line) if one not in "+-"}
            said |= set(re.findall(r'nothing: "([^"]+)"', text))
    return said


def said_by_the_program() -> set[str]:
    """Give each text that the code or a page says."""
    said = {one.hint for one in honesty.RULES} | {*mend.CHANGES.values(), mend.NOTHING}
    said |= {cardinal(number) for number in range(2, 11)} | {kinds.NO_ENVELOPES, TITLE}
    for path in ROOM.rglob("*.py"):
        read = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            ast.unparse(one.targets[0]): one.value
            for one in ast.walk(read)
            if isinstance(one, ast.Assign) and path.parent.name == "lesson"
        }
        for call in (one for one in ast.walk(read) if isinstance(one, ast.Call)):
            called = re.search(r"\bsay(\.count)?$", ast.unparse(call.func))
            for text in (call.args[2:] if called[1] else call.args[:1]) if called else ():
                told = named.get(ast.unparse(text), text)
                either = [told.body, told.orelse] if isinstance(told, ast.IfExp) else [told]
                said |= {one.value for one in either if isinstance(one, ast.Constant)}
    for page in (ROOM / "pages").glob("*.html"):
        texts = _TEXT.findall(page.read_text(encoding="utf-8"))
        said |= {one for one in texts if re.search(r"\w", one)}
    return said


@each_language
def test_each_word_of_the_room_is_there(language):
    found = words.read(ROOM / "words" / f"{language}.toml")
    scripts, program = said_by_scripts(), said_by_the_program()
    assert {"Check", "Right.", "{n} tries", "Missing: ", "yes", "Write a number first."} <= scripts
    assert {"Hand in", "Previous slide", "tick", "{n} notes in full", "nine"} <= program
    assert scripts - found["page"].keys() == set()
    assert program - found["page"].keys() - found["room"].keys() == set()


@each_language
def test_what_is_said_has_the_parts_of_the_english(language):
    found = words.read(ROOM / "words" / f"{language}.toml")
    parts = re.compile(r"[{$]\w+}?")
    for english, told in {**found["page"], **found["room"], **found["lessons"]}.items():
        forms = told if isinstance(told, list) else [told]
        assert set(parts.findall(forms[-1])) == set(parts.findall(english)), english


def test_a_language_that_nobody_wrote_is_told():
    with pytest.raises(ValueError, match='no words in the language "xx"'):
        words.words("xx")


GERMAN = {
    "1.140.000": 1_140_000, "1,14 Mio.": 1_140_000, "etwa 1,14 Millionen": 1_140_000, "9 %": 9,
    "9,1": 9.1, "ca. 9 Prozent": 9, "-0,5": -0.5, "5 Tsd.": 5_000, "1 140 000": 1_140_000,
    "840": 840, "2 Mrd.": 2_000_000_000, ",5": 0.5,
}  # fmt: skip


@pytest.mark.parametrize("text", GERMAN)
def test_a_number_is_read_as_germans_write_it(text):
    assert float(kinds.parse(text, words.words("de"))) == GERMAN[text]


@pytest.mark.parametrize("text", ["1.5", "1,140,000", "1.14 Mio.", "1 million people", "", "1,2,3"])
def test_a_number_that_germans_write_otherwise_is_refused(text):
    with pytest.raises(NotAnAnswer, match="ist keine Zahl, die ich lesen kann"):
        kinds.parse(text, words.words("de"))
