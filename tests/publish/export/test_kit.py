"""The kit through its doors: the function and the command."""

import errno
import json
import os
import re
import signal
import struct
import subprocess
import sys
import time
from dataclasses import replace
from html import unescape

import headcount as hc
import pikepdf
import pytest
from headcount.charts.contents import used
from headcount.cli import main
from headcount.publish.export import kit as module
from headcount.publish.export.desk import desk_sheet
from headcount.publish.export.folder import ForeignFileError
from headcount.publish.export.kit import KitError, export, svg
from headcount.publish.export.receipt import LEDGER
from headcount.render.formats import FORMATS, Format
from headcount.render.pictures import PictureError

from .conftest import CHART

# A kit without pictures takes a moment, and its writing is the same.
ALONE = [
    "alt.txt", "article.svg", "caption.txt", "citation.txt", "data.csv", "data.jsonld", "desk.html",
    "embed.html", "long-description.txt", "phone.svg", "receipt.json", "snippet.txt", "web.svg",
]  # fmt: skip
DRAWN = [
    "article.png", "phone.png", "print-column.pdf", "print.pdf", "social.png", "square.png",
    "story.png", "web.png",
]  # fmt: skip
HUGE = Format("huge", 4000, 40_000)  # at two pixels a point, larger than any picture

KILLED = """
import sys
from dataclasses import replace
from headcount.charts.chart import chart_names, named_chart
from headcount.figures import package
from headcount.publish.export.kit import export
shown = named_chart(package.read(), sys.argv[2])
for turn in range(1000):
    export(replace(shown, credit=f"Chart: turn {turn}"), sys.argv[1])
    print(turn, flush=True)
"""


def held(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".", "A", "a b", "a--b", "x" * 101, "ü"])
def test_a_name_that_is_no_folders_is_refused(shown, tmp_path, name, no_fonts):
    with pytest.raises(KitError, match="cannot name a kit"):
        export(replace(shown, name=name), tmp_path)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("widths", [[], [0], [600, 279], [5000]])
def test_a_width_that_cannot_be_laid_out_is_refused(shown, tmp_path, widths, no_fonts):
    with pytest.raises(KitError, match="from 280 to 4000 pixels"):
        export(shown, tmp_path, formats=[Format(str(width), width) for width in widths])
    assert os.listdir(tmp_path) == []


def test_a_file_that_no_export_wrote_is_kept(shown, tmp_path, no_fonts):
    folder = export(shown, tmp_path).folder
    (folder / ".DS_Store").touch()
    export(shown, tmp_path)  # what a computer leaves anywhere is nobody's
    (folder / "edited.png").write_text("a day's work")
    with pytest.raises(ForeignFileError, match=r"edited\.png, which no export wrote"):
        export(replace(shown, credit="Chart: another"), tmp_path)
    assert (folder / "edited.png").read_text() == "a day's work"


def test_a_folder_that_is_no_kit_is_kept(shown, tmp_path, no_fonts):
    mine = tmp_path / shown.name
    mine.mkdir()
    (mine / "notes.txt").write_text("mine")
    (mine / f"{shown.name}-receipt.json").write_text("[]")
    with pytest.raises(ForeignFileError, match="no export wrote"):
        export(shown, tmp_path)
    assert (mine / "notes.txt").read_text() == "mine"


def test_a_disk_that_refuses_leaves_the_old_kit(shown, tmp_path, no_fonts, monkeypatch):
    folder = export(shown, tmp_path).folder
    before = held(folder)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module.Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        export(replace(shown, credit="Chart: another"), tmp_path)
    assert held(folder) == before
    assert sorted(os.listdir(tmp_path)) == [LEDGER, shown.name]


@pytest.mark.browser
def test_a_picture_that_fails_leaves_the_old_kit(shown, tmp_path, kit):
    folder = export(shown, tmp_path).folder
    with pytest.raises(PictureError, match="No picture has 8000 by 80000 pixels"):
        export(replace(shown, credit="Chart: another"), tmp_path, formats=[HUGE])
    assert held(folder) == held(kit.folder)


def test_without_a_face_the_rest_is_written_and_one_line_says_what_is_missing(
    shown, tmp_path, no_fonts
):
    kit = export(shown, tmp_path)
    assert sorted(path.name for path in kit.files) == [f"{CHART}-{name}" for name in ALONE]
    assert len(kit.missing) == 1
    assert re.fullmatch(r"No PNG and no PDF: .*Liberation Sans.*", kit.missing[0])


@pytest.mark.browser
def test_every_file_is_there_under_its_charts_name(kit):
    assert sorted(path.name for path in kit.files) == sorted(
        f"{CHART}-{name}" for name in ALONE + DRAWN
    )
    assert sorted(kit.files) == sorted(kit.folder.iterdir())
    assert kit.missing == ()


@pytest.mark.browser
def test_a_png_has_two_pixels_a_point_of_its_format_and_a_card_one(kit, shown):
    for one in FORMATS.values():
        if not one.is_print:
            header = (kit.folder / f"{CHART}-{one.name}.png").read_bytes()[16:24]
            height = one.height or int(shown.drawing(one.width).height) * 2
            width = one.width if one.card else one.width * 2
            assert struct.unpack(">II", header) == (width, height)


@pytest.mark.browser
def test_another_process_writes_the_same_bytes(kit, tmp_path):
    command = [sys.executable, "-m", "headcount", "export", CHART, "--out", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert (run.returncode, run.stderr) == (0, "")
    assert held(tmp_path / CHART) == held(kit.folder)


def test_the_same_again_changes_nothing(shown, tmp_path, no_fonts):
    first = export(shown, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in first.files}
    second = export(shown, tmp_path)
    assert (first.changed, second.changed) == (True, False)
    assert {path: path.stat().st_mtime_ns for path in second.files} == before


def test_progress_counts_up_to_every_file(shown, tmp_path, no_fonts):
    told = []
    kit = export(shown, tmp_path, progress=lambda *step: told.append(step))
    assert [made for made, _, _ in told] == list(range(len(kit.files)))
    assert {of for _, of, _ in told} == {len(kit.files)}
    assert {name for _, _, name in told} == {path.name for path in kit.files}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_kill_leaves_a_kit_whose_receipt_vouches_for_every_file(tmp_path, monkeypatch):
    monkeypatch.setenv("HEADCOUNT_FONTS", "none")
    writer = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path), CHART], stdout=subprocess.PIPE
    )
    for _ in range(3):
        writer.stdout.readline()
    time.sleep(0.01)
    writer.send_signal(signal.SIGKILL)
    writer.wait(10)
    writer.stdout.close()
    files = held(tmp_path / CHART)
    turn = re.search(rb"Chart: turn (\d+)", files[f"{CHART}-caption.txt"])[0]
    assert turn in files[f"{CHART}-embed.html"]
    assert turn.decode() == json.loads(files[f"{CHART}-receipt.json"])["credit"]


def test_the_command_names_the_charts_there_are(capsys):
    with pytest.raises(SystemExit) as refusal:
        main(["export"])
    assert refusal.value.code == 2
    assert "headcount charts lists them" in capsys.readouterr().err
    assert main(["export", CHART, "no-such-chart"]) == 2
    said = capsys.readouterr()
    assert "no-such-chart" in said.err
    assert CHART in said.err
    assert said.out == ""


@pytest.mark.parametrize("sizes", ["", "wide", "600,", "6e2", "-600", "5000"])
def test_the_command_takes_formats_and_widths_alone(capsys, sizes):
    with pytest.raises(SystemExit) as refusal:
        main(["export", CHART, f"--sizes={sizes}"])
    assert refusal.value.code == 2
    assert re.search("hoose from: web|Give 280 to 4000", capsys.readouterr().err)


@pytest.mark.slow
def test_the_command_writes_every_chart_and_says_once_what_is_missing(
    tmp_path, capsys, no_fonts, data
):
    from headcount.charts.chart import chart_names

    assert main(["export", "all", "--out", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert sorted(os.listdir(tmp_path)) == sorted([LEDGER, *chart_names(data)])
    assert len(said.out.splitlines()) == len(chart_names(data))
    assert len(said.err.splitlines()) == 1


@pytest.mark.browser
def test_the_command_takes_other_sizes(tmp_path):
    assert main(["export", CHART, "--out", str(tmp_path), "--sizes", "800,phone,800"]) == 0
    pictures = sorted(path.name for path in (tmp_path / CHART).glob("*.png"))
    assert pictures == [f"{CHART}-800.png", f"{CHART}-phone.png"]


@pytest.mark.browser
def test_the_pdf_holds_text_fonts_and_no_bitmap(kit, shown):
    with pikepdf.open(kit.folder / f"{CHART}-print.pdf") as document:
        (page,) = document.pages
        assert page.get_images() == {}  # patterns too are lines
        fonts = page.Resources.Font.values()
        for font in fonts:
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "en"
        assert document.docinfo.Title == shown.headline


def test_the_copy_desk_sheet_holds_every_word_of_the_graphic(shown, per_head):
    for chart in (shown, per_head):
        sheet = " ".join(unescape(re.sub("<[^>]*>", " ", desk_sheet(chart))).split())
        for words in (chart.headline, chart.deck, chart.source_line, chart.credit_line):
            assert words in sheet
        for note in chart.notes:
            assert note.text in sheet
            assert note.long in sheet
        for figure in used(chart.selection):
            assert figure["figure_id"] in sheet
            assert figure["locator"] in sheet


def test_what_is_in_the_chart_begins_with_a_capital_in_the_copy_desk_sheet(data):
    sheet = desk_sheet(hc.named(data, "claim-to-scale"))
    assert "<td>North Korean volunteers for Russia: 100,000</td>" in sheet


@pytest.mark.browser
@pytest.mark.parametrize("chart", ["claim-to-scale", "every-count"])
def test_the_copy_desk_sheet_is_as_wide_as_a_phone(data, page, chart):
    page.set_viewport_size({"width": 375, "height": 800})
    page.set_content(desk_sheet(hc.named(data, chart)))
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_the_copy_desk_sheet_holds_every_label_that_is_drawn(shown, per_head):
    for chart in (shown, per_head):
        solid = re.sub(r"\s|<[^>]*>", "", unescape(desk_sheet(chart)))
        for one in FORMATS.values():
            picture = svg(chart, "x", chart.drawing(one.width, one.height))
            texts = re.findall("<text.*?</text>", picture)
            assert texts
            for text in texts:
                for line in text.split("<tspan x="):
                    drawn = re.sub(r"\s", "", unescape(re.sub("<[^>]*>|^[^<]*?>", "", line)))
                    if f":record{chart.record}" in drawn:
                        continue  # how many notes the sheet has besides
                    assert drawn in solid or drawn.lstrip("0123456789") in solid


def test_the_same_content_has_the_same_record_and_other_content_another(shown, data):
    again = hc.named(data, CHART)
    assert again.record == shown.record
    assert replace(shown, headline="Another").record != shown.record
    assert replace(shown, credit="Chart: another").record != shown.record


def test_hostile_words_stay_words_in_every_picture(hostile, tmp_path, no_fonts):
    kit = export(replace(hostile, name="hostile"), tmp_path)
    pictures = [path for path in kit.files if path.suffix == ".svg"]
    assert len(pictures) == 3
    for path in pictures:
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "<img" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


@pytest.mark.browser
def test_pictures_inlined_in_one_page_have_an_id_once_and_each_its_own_name(
    shown, per_head, tmp_path, sheet, no_fonts
):
    kits = [export(one, tmp_path, formats=[*FORMATS.values()][:2]) for one in (shown, per_head)]
    pictures = [path for kit in kits for path in kit.files if path.suffix == ".svg"]
    content = "\n".join(path.read_text(encoding="utf-8") for path in pictures)
    sheet.evaluate("(content) => { document.body.innerHTML = content }", content)

    ids = sheet.evaluate("() => [...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids)) > len(pictures)
    assert ids[:2] == [f"{CHART}-article-title", f"{CHART}-article-desc"]
    session = sheet.context.new_cdp_session(sheet)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    heard = [one["name"]["value"] for one in tree if one["role"]["value"] == "image"]
    assert heard == [f"{one.headline} {one.alt}" for one in (shown, shown, per_head, per_head)]


@pytest.mark.browser
def test_letters_that_a_font_may_lack_are_named_once_each(data, shown, tmp_path):
    choice = {**shown.choice, "name": "korean", "headline": "한국의 한국"}
    phone = [FORMATS["phone"]]
    (line,) = export(hc.chart(data, **choice), tmp_path, formats=phone).look_at
    assert "may lack (한국의)" in line
    assert export(shown, tmp_path, formats=phone).look_at == ()
