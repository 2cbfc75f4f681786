"""Charts in another language: written before they are laid out, and nowhere half English."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import headcount as hc
import pytest
from headcount.core.errors import UnknownWord
from headcount.figures.package import PackageError, find_folder
from headcount.publish.export.kit import KitError
from headcount.render import language
from headcount.render.language import writer
from headcount.render.svg import to_svg

from tests.scenes import texts

LANGUAGES = sorted(path.stem for path in Path(language.__file__).parent.glob("??.toml"))

# As a German paper prints them; what stands there already is German, or nobody's to translate.
GERMAN = {
    "about 1.14 million": "etwa 1,14 Millionen",
    "1 million to 1.2 million": "1 Million bis 1,2 Millionen",
    "an estimated 1.105 million": "schätzungsweise 1,105 Millionen",
    "1.105M": "1,105 Mio.",
    "Up to 100,000": "Bis zu 100.000",
    "3,026,500": "3.026.500",
    "about 8%": "etwa 8 %",
    "0.5": "0,5",
    "2016": "2016",
    "Aug. 4, 2022": "4. August 2022",
    "Sept. 2022": "September 2022",
    "Oct. 10": "10. Okt.",
    "May 1": "1. Mai",
    "about 18.1, third or fourth": "etwa 18,1, Platz 3 oder 4",
    "up to 19, third at best": "bis zu 19, bestenfalls Platz 3",
    "1 more note: record 3RHH-3MY9": "1 weitere Anmerkung: Nachweis 3RHH-3MY9",
    "2 more notes: record 3RHH-3MY9": "2 weitere Anmerkungen: Nachweis 3RHH-3MY9",
    "Sources: A, August 2022, after B, Aug. 5, 2022; C and five more": (
        "Quellen: A, August 2022, nach B, 5. August 2022; C und fünf weitere"
    ),
    "For comparison: at least 300 estimated, March 2022; The New York Times": (
        "Zum Vergleich: mindestens 300 geschätzt, März 2022; The New York Times"
    ),
    "All bars share one scale. Two corrections are shown.": (
        "Alle Balken haben denselben Maßstab. Gezeigt werden auch zwei Berichtigungen."
    ),
    "Aktive Soldaten, 1995 bis 2018. Etwa 1.105 Mio. sind es.": (
        "Aktive Soldaten, 1995 bis 2018. Etwa 1.105 Mio. sind es."
    ),
    "100.000": "100.000",
    "Nobody wrote this down": "Nobody wrote this down",
    "": "",
}


@pytest.mark.parametrize("text", GERMAN)
def test_a_text_is_written_as_germans_do_and_then_stays(text):
    say = writer("de")
    assert say(text) == GERMAN[text]
    assert say(say(text)) == GERMAN[text]


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_text_has_the_parts_of_the_english(name):
    """And what it says itself is written already."""
    own, record = (
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in (Path(language.__file__).with_name(f"{name}.toml"),
                     find_folder() / f"words.{name}.toml")
    )  # fmt: skip
    parts = re.compile(r"\{\w+\}")
    for english, told in {**own["texts"], **own["parts"]}.items():
        assert sorted(parts.findall(told)) == sorted(parts.findall(english)), english
    say = writer(name, find_folder())
    for told in {**own["words"], **record["words"]}.values():
        assert say(told) == told


def test_words_are_laid_out_in_their_own_language():
    """They are measured as they are printed: none runs out of the picture, none is cut."""
    german = hc.named(hc.read(language="de"), "who-said-100000")
    scene = german.drawing(390)
    assert all(
        box[0] >= 0 and box[2] <= 390 for box in (one.box for one in (*scene.labels, *scene.words))
    )
    assert any("ergreift offen Partei" in text for text in texts(scene))
    assert any(text.startswith("Grafik: Headcount · Nachweis ") for text in texts(scene))


def test_a_caveat_that_is_worded_anew_is_translated_anew(data):
    """One whose English is no longer in the record would say in German what it does not say."""
    record = tomllib.loads((find_folder() / "words.de.toml").read_text(encoding="utf-8"))
    said = {row[one] for row in data.tables["caveats"] for one in ("short", "long")}
    caveats = {english for english in record["words"] if english.endswith(".")}
    assert len(caveats) > 40
    assert caveats - said == set()


def test_english_stays_as_it_is(data):
    hc.named(replace(data, language="de"), "killed").drawing(600)
    alone = to_svg(hc.named(data, "killed").drawing(600))
    assert alone == to_svg(hc.named(replace(data, language="en"), "killed").drawing(600))
    assert "Quelle" not in alone


def test_a_chart_in_another_language_does_not_leave_half_in_english(tmp_path, data):
    chart = hc.named(replace(data, language="de"), "killed")
    with pytest.raises(KitError, match="without a language to export it"):
        hc.export(chart, tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_a_language_that_nobody_wrote_is_told(data):
    with pytest.raises(UnknownWord, match='no words in the language "xx"'):
        hc.named(replace(data, language="xx"), "killed")


def test_what_a_folder_says_goes_first(tmp_path):
    own = '[words]\nConfirmed = "Gezählt"\n[texts]\n"{n} more notes: record {r}" = "{n} dazu: {r}"'
    (tmp_path / "words.de.toml").write_text(own, encoding="utf-8")
    say = writer("de", tmp_path)
    assert say("Confirmed") == "Gezählt"
    assert say("2 more notes: record X") == "2 dazu: X"
    assert language.check(tmp_path) == []


def test_each_fault_of_a_file_of_words_is_told_at_once(tmp_path):
    own = '[wrods]\na = "b"\n[words]\nx = 3\n[texts]\n"{n} of" = "{m} von"\n"{n} to" = "{n"\n'
    (tmp_path / "words.de.toml").write_text(own, encoding="utf-8")
    assert [str(one) for one in language.check(tmp_path)] == [
        'words.de.toml:1:wrods: no such table; did you mean "words"?',
        'words.de.toml:4:x: "3" is not a text; write what it says in the other language',
        "words.de.toml:6:{n} of: {m} is not in the English; fill in what is filled in there",
        "words.de.toml:7:{n} to: { is not in the English; fill in what is filled in there",
    ]


def test_a_broken_file_of_words_is_told(tmp_path):
    (tmp_path / "words.de.toml").write_text("[words]\nx = y", encoding="utf-8")
    with pytest.raises(PackageError, match=r"words\.de\.toml:2"):
        writer("de", tmp_path)
