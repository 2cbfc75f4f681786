"""A newsroom's house file: what prints obeys it, what is wrong in it is told, nothing of it leaks.

Two houses (`tests/houses`) go through the forms here; through every chart, format and theme in
`tests/render/test_eyes.py`.
"""

from __future__ import annotations

import io
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from headcount.charts.chart import make_chart, named_chart
from headcount.figures.package import PackageError, read
from headcount.publish import story
from headcount.publish.export.desk import desk_sheet
from headcount.publish.export.embed import embed
from headcount.publish.export.kit import export
from headcount.publish.export.words import caption, long_description
from headcount.render import eyes, house
from headcount.render.formats import FORMATS
from headcount.render.house import HOUSE, KEYS, NOTES
from headcount.render.svg import to_svg
from headcount.render.typesetting import measure, set_in

from tests.houses import HERE, HOUSES, package_of
from tests.scenes import texts

DOCS = Path(__file__).parents[2] / "docs"
FORMS = {
    "rank": "fourth-largest",
    "spread": "killed",
    "history": "strength-over-time",
    "scale": "claim-to-scale",
    "ladder": "who-said-100000",
    "timeline": "from-claim-to-troops",
    "promise": "promised-and-come",
    "per-head": "per-head",
}
AMERICAN = re.compile(
    r"\d (?:million|billion)\b|\d[MB]\b|\b(?:Aug|Sept|Oct|Nov|Dec|Jan|Feb)\. \d|U\.S\."
    r"|\b(?:defense|labor|program)\b"
)
SHORT = re.compile(r"\d\.?\d*[MB]\b|\d\.\d+m\b")


def said(chart, scene):
    """Return every word of a chart and of one of its pictures."""
    words = [chart.headline, chart.deck, chart.sentence, chart.alt, *chart.descriptions]
    notes = [text for note in chart.notes for text in (note.text, note.long)]
    return [*words, *notes, *texts(scene), *(entry.name for entry in scene.entries)]


@pytest.fixture(scope="module")
def shown():
    return {
        (own, form): named_chart(package_of(own), name)
        for own in HOUSES
        for form, name in FORMS.items()
    }


@pytest.mark.parametrize("format_", ["phone", "story"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("own", HOUSES)
def test_every_word_is_written_as_the_house_writes(shown, own, form, format_):
    chart = shown[own, form]
    scene = chart.picture(FORMATS[format_])
    wrong = {"courier": AMERICAN, "herald": SHORT}[own]
    found = [text for text in said(chart, scene) if wrong.search(text)]
    assert found == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("own", HOUSES)
def test_no_color_is_drawn_that_is_none_of_the_house(shown, own, form):
    chart = shown[own, form]
    for dark in (False, True):
        picture = to_svg(chart.drawing(600, dark=dark))
        used = set(re.findall(r'(?:fill|stroke)="(#[^"]+)"', picture))
        assert used <= set(chart.house.palettes[dark].values())
        assert f"{chart.house.name.rpartition(' ')[2]}" in chart.credit


@pytest.mark.parametrize("own", HOUSES)
def test_so_many_notes_stand_under_a_picture_and_the_record_leads_to_the_others(shown, own):
    chart = shown[own, "promise"]
    limit = {"herald": 3, "courier": 8}[own]
    grave = [one for one in chart.notes if one.effect == "conclusion"]
    shown = sum(text.words.isdigit() for text in chart.drawing(600).words)
    assert shown <= max(limit, len(grave)) < len(chart.notes)
    assert any("more notes" in text for text in texts(chart.drawing(600)))


def test_text_is_measured_by_the_advances_of_the_faces_own_file():
    own = package_of("courier")
    font = TTFont(HERE / "courier" / "fonts" / "Caladea-Bold.ttf")
    wanted = sum(font["hmtx"][font.getBestCmap()[ord(one)]][0] for one in "Wide words")
    with set_in(house.of(own).setting):
        assert measure("Wide words", 20, bold=True) == pytest.approx(
            wanted / font["head"].unitsPerEm * 20
        )


def test_a_kit_bears_the_face_and_says_it_everywhere(tmp_path):
    chart = named_chart(package_of("courier"), "per-head")
    kit = export(chart, tmp_path, formats=[FORMATS["article"], FORMATS["print-column"]])
    files = {path.name.removeprefix("per-head-"): path for path in kit.files}
    assert "url(data:font/woff;base64," in files["article.svg"].read_text(encoding="utf-8")
    page = files["embed.html"].read_text(encoding="utf-8")
    assert "@font-face" in page
    assert "'Caladea'" in page
    assert "--paper: #fff1e5" in page
    with pikepdf.open(files["print-column.pdf"]) as paper:
        names = {
            str(one.BaseFont) for one in paper.objects if getattr(one, "get", dict.get) and
            isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one
        }  # fmt: skip
    assert names
    assert all("Caladea" in name for name in names)
    for text in (desk_sheet(chart), caption(chart), long_description(chart), embed(chart)):
        shown = re.sub(r"<(script|style).*?</\1>|href=\"[^\"]*\"", "", text, flags=re.DOTALL)
        assert not re.search(r"\d (?:million|billion)\b|\d[MB]\b", shown)


def test_the_plotly_figure_is_in_the_face_the_colors_and_the_words_of_the_house():
    chart = named_chart(package_of("courier"), "fourth-largest")
    drawn = str(chart.plotly_data(600))
    assert "'Caladea'" in drawn
    assert set(re.findall(r"#[0-9a-f]{6}\b", drawn)) <= set(chart.house.palettes[0].values())
    assert not AMERICAN.search(re.sub(r"'meta'.*", "", drawn))


def test_nothing_of_a_house_is_left_in_another_story(data):
    """Not before, not after, and not in a thread beside it."""
    ours = named_chart(data, "killed")
    theirs = named_chart(package_of("courier"), "killed")
    alone = to_svg(ours.drawing(600)), to_svg(theirs.drawing(600))
    assert alone[0] != alone[1]
    with ThreadPoolExecutor(4) as threads:
        jobs = [
            threads.submit(lambda one: to_svg(one.drawing(600)), (ours, theirs)[at % 2])
            for at in range(8)
        ]
    assert [job.result() for job in jobs] == [*alone] * 4
    assert house.of(data) is HOUSE
    assert to_svg(named_chart(data, "killed").drawing(600)) == alone[0]


def test_an_editors_words_for_one_chart_stand_before_the_houses():
    chart = named_chart(package_of("courier"), "killed", credit="Graphic: A. B.")
    assert chart.credit == "Graphic: A. B."


GOOD = '[font]\nregular = "fonts/Caladea-Regular.ttf"\nbold = "fonts/Caladea-Bold.ttf"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", []),
        ('nmae = "A"', ['house.toml:1:nmae: no such key; did you mean "name"?']),
        (f'name = "{"x" * 300}"', ["house.toml:1:name: has 300 letters; write at most 200"]),
        ("notes = 0", ['house.toml:1:notes: "0" is not a whole number from 1 to 20; write a whole '
                       "number from 1 to 20"]),
        ("notes = true", ['house.toml:1:notes: "True" is not a whole number from 1 to 20; write a '
                          "whole number from 1 to 20"]),
        ('\nspelling = "British"', ['house.toml:2:spelling: "British" is not one of "US"; '
                                    'write one of "US", "UK"']),
        ('million = "mn"', ['house.toml:1:million: "mn" is not one of "million" (1.3 million); '
                            'write one of "million" (1.3 million), "m" (1.3m)']),
        ('font = "Arial"', ['house.toml:1:font: "Arial" is not a table; '
                             "write [font] above its keys"]),
        ('[font]\nregular = "fonts/Caladea-Regular.ttf"',
         ["house.toml:1:bold: is missing; name a file: text is set in both"]),
        (GOOD.replace("Caladea-Bold", "Calade-Bold"),
         ['house.toml:3:bold: "fonts/Calade-Bold.ttf" is not there; name a file of this folder']),
        (GOOD.replace("Caladea-Bold", "Caladea-Regular"),
         ["house.toml:3:bold: has the weight 400, and the regular one 400; give one under 600 and "
          "one from 600 on"]),
        (GOOD.replace("fonts/Caladea-Bold", "../secret"),
         ['house.toml:3:bold: "../secret.ttf" is not there; name a file of this folder']),
        (GOOD.replace("fonts/Caladea-Bold.ttf", "house.toml"),
         ['house.toml:3:bold: "house.toml" is neither a .ttf nor an .otf file; '
          "give the face as a file of one of these"]),
        ('[colors]\nhighlite = "#b8430a"', ["house.toml:2:highlite: no such key; did you mean "
                                            '"highlight"?']),
        ('[colors]\ntext = "red"', ['house.toml:2:text: "red" is not a color; '
                                    'write it as "#b8430a"']),
        ('[colors]\nsecondary = "#8a8a8a"',
         ["house.toml:2:secondary: #8a8a8a differs from `paper` (#ffffff) by 3.45 to 1, and "
          'needs 4.5; "#757575" would pass']),
        ('[colors]\nsecondary = "#1a1a1a"',
         ["house.toml:2:secondary: #1a1a1a is `text` too; give each meaning a color of its own, if "
          "only by a shade"]),
        ('[colors.night]\ntext = "#444444"',
         ["house.toml:2:text: #444444 differs from `paper` (#17191c) by 1.81 to 1, and needs "
          '4.5; "#828282" would pass']),
        ('name = "A', ["house.toml:1: is not TOML at its end: Unterminated string; write each line "
                       'as: key = "word"']),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_file_line_and_key_with_what_would_be_right(tmp_path, text, told):
    folder = tmp_path / "story"
    (folder / "fonts").mkdir(parents=True)
    for file in (HERE / "courier" / "fonts").glob("*.ttf"):
        (folder / "fonts" / file.name).write_bytes(file.read_bytes())
    (folder / "house.toml").write_text(text, encoding="utf-8")
    assert [str(problem) for problem in house.check(folder)] == told


@pytest.mark.parametrize(("highlight", "others"), [("#b00000", "#6b5c00"), ("#c2500a", "#6f7a00")])
def test_two_colors_that_an_eye_takes_for_one_are_told_with_one_that_would_pass(
    tmp_path, highlight, others
):
    file = tmp_path / "house.toml"
    file.write_text(f'[colors]\nhighlight = "{highlight}"\nothers = "{others}"', encoding="utf-8")
    told = "\n".join(map(str, house.check(tmp_path)))
    better = re.search(r'house.toml:2:highlight: .* "(#\w{6})" would pass', told)
    assert "for eyes that see no red" in told
    assert better
    file.write_text(f'[colors]\nhighlight = "{better[1]}"\nothers = "{others}"', encoding="utf-8")
    assert not [one for one in house.check(tmp_path) if one.row == 2]


def test_a_folder_with_faults_in_its_house_draws_nothing(beds):
    beds.edit("datapackage.json", "{", "{")
    (beds.path / "house.toml").write_text("notes = 99", encoding="utf-8")
    with pytest.raises(PackageError, match=r"house\.toml:1:notes"):
        make_chart(read(beds.path), form="timeline")


def test_a_face_that_may_not_be_embedded_is_refused(tmp_path):
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    for file in (HERE / "courier" / "fonts").glob("*.ttf"):
        font = TTFont(file)
        font["OS/2"].fsType = 2
        font.save(fonts / file.name)
    (tmp_path / "house.toml").write_text(GOOD, encoding="utf-8")
    told = [one.wrong for one in house.check(tmp_path)]
    assert told == [
        f'"fonts/Caladea-{weight}.ttf" forbids to be embedded' for weight in ("Regular", "Bold")
    ]


@pytest.mark.parametrize(
    ("table", "at", "spoilt"),
    [("head", 18, b"\0\0"), ("cmap", 0, bytes(40)), ("loca", 0, b"\xff" * 99), ("", 0, b"wOF2")],
)
def test_a_broken_face_is_told_before_a_picture_is_drawn(tmp_path, table, at, spoilt):
    shutil.copytree(HERE / "courier" / "fonts", tmp_path / "fonts")
    file = tmp_path / "fonts" / "Caladea-Regular.ttf"
    if table:
        at += TTFont(file).reader.tables[table].offset
    content = file.read_bytes()
    file.write_bytes(content[:at] + spoilt + content[at + len(spoilt) :])
    (tmp_path / "house.toml").write_text(GOOD, encoding="utf-8")
    (told,) = house.check(tmp_path)
    assert "is not a font that can be read" in told.wrong


def test_what_is_embedded_is_a_part_of_the_face_and_the_same_each_time():
    own = house.of(package_of("courier"))
    style = own.style()
    assert style == own.style()
    assert len(style) < 60_000
    assert "Ω" not in style
    assert io.BytesIO(own.fonts[0].content).getbuffer().nbytes > 0


def test_ours_are_held_to_the_same():
    for palette in HOUSE.palettes:
        assert palette.keys() == KEYS.keys()
        assert [*eyes.faults(palette)] == []
    assert HOUSE.notes == NOTES


def test_the_page_about_it_gives_a_sound_file_and_a_true_message(tmp_path):
    page = (DOCS / "house.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"```(toml|text)\n(.*?)```", page, re.DOTALL))
    shutil.copytree(HERE / "courier", tmp_path, dirs_exist_ok=True)
    file = tmp_path / "house.toml"
    file.write_text(blocks["toml"], encoding="utf-8")
    assert house.check(tmp_path) == []
    assert all(f"`{key}`" in page for key in KEYS)
    file.write_text("\n" * 14 + '[colors]\nsecondary = "#8a8a8a"', encoding="utf-8")
    assert f"{house.check(tmp_path)[0]}\n" == blocks["text"]


def test_another_story_of_the_same_newsroom_has_its_house(tmp_path):
    started = story.new(tmp_path / "next", like=package_of("courier"))
    assert house.of(started).name == "Example Courier"
    assert {path.name for path in (started.path / "fonts").iterdir()} == {
        "Caladea-Regular.ttf",
        "Caladea-Bold.ttf",
        "LICENSE",
    }
    assert house.files(read()) == {}
