"""Drafts are read from files of four kinds, in bounded time, and what is waved through is kept."""

from __future__ import annotations

import io
import json
import os
import re
import time
import zipfile
from contextlib import suppress

import headcount as hc
import pytest
from headcount.cli import main
from headcount.core.errors import NotThere, WrongChoice
from headcount.desk.proof.draft import MOST, Draft
from headcount.desk.proof.files import draft_of, read_draft
from headcount.desk.proof.waiving import Waiver, beside, read_waivers, wave, write_waivers

KILLED = "About 2,000 North Korean soldiers had been killed, South Korean intelligence said."
WRONG = "In January 2025 South Korean intelligence counted 4,700 North Korean casualties."


TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(*paragraphs: str, space: str = TRANSITIONAL) -> bytes:
    """Return a Word document with these paragraphs, each in two runs."""
    inside = "".join(
        f"<w:p><w:r><w:t>{one[:9]}</w:t></w:r><w:r><w:t>{one[9:]}</w:t></w:r></w:p>"
        for one in paragraphs
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as folder:
        text = f'<w:document xmlns:w="{space}"><w:body>{inside}</w:body></w:document>'
        folder.writestr("word/document.xml", text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", KILLED.encode()),
        ("b.txt", KILLED.encode("utf-16")),
        ("c.txt", ("«Добрый день» " + KILLED).encode("cp1251")),
        ("d.md", f"---\ntitle: 600 killed\n---\n# Draft\n\n**About 2,000** North Korean soldiers{KILLED[34:]}\n\n```\n700 killed\n```\n[600](https://x.org/9000)".encode()),
        ("e.html", f"<html><head><style>p{{margin:600px}}</style></head><body><p title='700 killed'>{KILLED.replace(',000', '<b>,000</b>')}</p><script>var killed = 800;</script><!-- 900 killed --></body>".encode()),
        ("f.docx", word("A headline", KILLED)),
        ("g.docx", word("A headline", KILLED, space="http://purl.oclc.org/ooxml/wordprocessingml/main")),
    ],
)  # fmt: skip
def test_each_kind_of_file_is_read(content, name, tmp_path, data):
    path = tmp_path / name
    path.write_bytes(content)
    draft = read_draft(path)
    found = hc.proof(data, draft)
    first = found.findings[0]
    assert (first.verdict, first.figures[0]) == ("supported", "prk-killed-nis-2025-09-02")
    assert draft.source[first.start : first.end] == first.text
    assert "2" in first.text
    assert len(found.findings) <= 2  # the link's own words may stand


def zipped(document: bytes, kind: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", kind) as folder:
        folder.writestr("word/document.xml", document)
    return file.getvalue()


def test_a_text_box_is_read_once_in_bounded_time():
    """It is a paragraph inside a paragraph: ten thousand deep, it is no work either."""
    box = "<w:p><w:r><w:t>{}</w:t></w:r>"
    inside = "".join(box.format(one) for one in range(10_000)) + "</w:p>" * 10_000
    begun = time.process_time()
    document = f'<w:document xmlns:w="{TRANSITIONAL}">{inside}</w:document>'
    draft = draft_of(zipped(document.encode()), ".docx")
    assert draft.source == "\n\n".join(map(str, range(10_000)))
    assert time.process_time() - begun < 2


PICTURE = "4,700 North Korean soldiers were killed, South Korean intelligence said in April 2025."


def pictured(said: str) -> bytes:
    """Return a Word document with a picture that this is written for."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    inside = f'<w:r><w:drawing><d:inline xmlns:d="{space}"><d:docPr id="1" name="Picture 9" descr="{said}"/></d:inline></w:drawing></w:r>'
    file = io.BytesIO(word("A headline"))
    with zipfile.ZipFile(file) as folder:
        text = folder.read("word/document.xml").decode().replace("</w:p>", f"{inside}</w:p>")
    with zipfile.ZipFile(file := io.BytesIO(), "w") as folder:
        folder.writestr("word/document.xml", text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", f"<figure><img src='9000.png'><figcaption>{PICTURE}</figcaption></figure>".encode()),
        ("b.html", f'<p>A <img width="9000" alt="{PICTURE.replace(",", "&#44;")}" src="9000.png"> picture'.encode()),
        ("c.html", f"<img TITLE = '{PICTURE}' src=x><p title='600 killed'>".encode()),
        ("d.md", f"Text\n\n![{PICTURE}](9000.png)".encode()),
        ("e.md", f'Text ![](9000.png "{PICTURE}") goes on'.encode()),
        ("f.md", f'Text <img src="9000.png" alt="{PICTURE}"> goes on'.encode()),
        ("g.docx", pictured(PICTURE)),
    ],
)  # fmt: skip
def test_what_stands_under_a_picture_and_for_it_is_read(name, content, tmp_path, data):
    path = tmp_path / name
    path.write_bytes(content)
    draft = read_draft(path)
    (found,) = hc.proof(data, draft).findings
    assert found.verdict == "misquoted"
    assert draft.source[found.start : found.end].startswith("4")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("<img alt=", ".html"),
        ('<img alt="', ".html"),
        ("<img alt='4,700 killed", ".html"),
        (' alt=""', ".html"),
        ("<!--", ".md"),
    ],
)
def test_what_has_no_end_is_read_in_bounded_time(said, kind):
    begun = time.process_time()
    assert draft_of((said * (900_000 // len(said))).encode(), kind)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", b"%PDF", "a draft is a .txt, .md, .html or .docx file"),
        ("a.docx", b"no zip", "Word document"),
        ("a.docx", word("x", space="urn:x"), "Open it in Word and save it again"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 60, "Word document"),
        (
            "a.docx",
            zipped(b'<?xml version="1.0" encoding="utf-7"?><x/>'),
            "Open it in Word and save it again",
        ),
        (
            "a.docx",
            zipped(b'<?xml version="1.0" encoding="x-none"?><x/>'),
            "Open it in Word and save it again",
        ),
        ("a.docx", zipped(b"<x>" * 99, zipfile.ZIP_LZMA).replace(b"]\0\0", b"\xff" * 3), "Word"),
        ("a.txt", b"\0\x81\0\x82" * 100, "is not text"),
        ("a.txt", b"9" * (MOST + 1), "give it in parts"),
        ("a.html", b"<p>" * 4_000_000, "is larger than 8 MB; split it"),
    ],
)
def test_what_is_no_draft_is_told_in_a_sentence(name, data, says, tmp_path):
    path = tmp_path / name
    path.write_bytes(data)
    begun = time.process_time()
    with pytest.raises(WrongChoice, match=says):
        read_draft(path)
    assert time.process_time() - begun < 2


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NotThere, match="There is no file"):
        read_draft(tmp_path / "none.txt")


HOSTILE = {
    "digits": "9" * 900_000,
    "digits and spaces": "123 " * 200_000,
    "digits and commas": "1," * 400_000,
    "number words": "hundred thousand and " * 40_000,
    "one line of numbers": "600 killed, " * 30_000,
    "hyphens": "1-" * 400_000,
    "qualifiers": "up to more than about " * 40_000,
    "quotes": '"' * 500_000,
    "names": "North Korea said that Russia said that " * 10_000,
    "spaces": "killed " + " " * 500_000 + "600",
    "marks": "z" + "\u0301" * 500_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_draft_takes_bounded_time(kind):
    package = hc.read()
    hc.proof(package, "warm")
    begun = time.process_time()
    with suppress(WrongChoice):  # "give it in parts"
        hc.proof(package, HOSTILE[kind])
    assert time.process_time() - begun < 20


@pytest.mark.parametrize("markup", ["<" * 200_000, "<!--" * 200_000, "<script" * 100_000, "<p " * 200_000, "&" * 500_000, "<!" * 300_000, "<style>" * 100_000], ids=lambda one: one[:8])  # fmt: skip
def test_hostile_markup_takes_bounded_time(markup):
    begun = time.process_time()
    draft_of(markup.encode(), ".html")
    assert time.process_time() - begun < 5


def test_a_flag_is_waved_through_by_its_number_and_sentence(tmp_path, data):
    package = data
    found = hc.proof(package, WRONG)
    (flag,) = found.flags
    path = beside(tmp_path / "draft.txt")
    write_waivers(path, [Waiver(flag.text, flag.sentence, 'The "desk" knows.\nTwice.')])
    kept = read_waivers(path)
    assert wave(found, kept).flags == ()
    changed = wave(hc.proof(package, WRONG.replace("counted", "said there were")), kept)
    assert len(changed.flags) == 1
    assert changed.stale == ("4,700",)
    assert "no longer there" in changed.text()


def test_waivers_are_written_in_the_place_of_a_link_whatever_their_words(tmp_path):
    other, path = tmp_path / "other", tmp_path / "draft.proof.toml"
    other.write_text("kept")
    path.symlink_to(other)
    write_waivers(path, [Waiver("600", "600 \x7f killed \ud800.", "A \\ and a \x7f.")])
    assert read_waivers(path) == [Waiver("600", "600 \x7f killed ?.", "A \\ and a \x7f.")]
    assert other.read_text() == "kept"


@pytest.mark.parametrize("name", ["x" * 5000 + ".txt", "pipe.txt"])
def test_a_draft_that_is_no_plain_file_is_not_waited_for(name, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(WrongChoice, match=r"File name too long|is a pipe, not a file"):
        read_draft(tmp_path / name)


@pytest.mark.parametrize(
    "reason", ["", 'reason = "."', 'reason = "\u200b"', f'reason = "{"a" * 10_001}"']
)
def test_a_waiver_without_a_reason_is_refused(reason, tmp_path):
    path = tmp_path / "draft.proof.toml"
    path.write_text(
        f'[[waived]]\ntext = "600"\nsentence = "600 killed."\n{reason}\n', encoding="utf-8"
    )
    with pytest.raises(WrongChoice, match="write why it may stand"):
        read_waivers(path)


@pytest.mark.parametrize("waivers", [f"x = {'[' * 20_000}", "waived = [1, 2]", "waived = 5"])
def test_a_misshapen_file_of_waivers_is_told(waivers, tmp_path):
    path = tmp_path / "draft.proof.toml"
    path.write_text(waivers)
    with pytest.raises(WrongChoice, match=r"draft\.proof\.toml"):
        read_waivers(path)


@pytest.mark.parametrize("air", ["\n", "\n \n", "\n-\n", " "], ids=repr)
def test_a_draft_of_empty_lines_takes_bounded_time(air, data):
    begun = time.process_time()
    hc.proof(data, air * 20_000 + "7\n\n1,300 comments" + air * 20_000)
    assert time.process_time() - begun < 5


def test_the_page_is_not_written_over_the_draft(tmp_path, capsys):
    draft, link = tmp_path / "draft.html", tmp_path / "link.html"
    draft.write_text(f"<p>{KILLED}</p>")
    link.symlink_to(draft)
    for out in (draft, link):
        with pytest.raises(SystemExit) as refusal:
            main(["proof", str(draft), "--out", str(out)])
        assert refusal.value.code == 2
        assert f"{out} is the draft itself" in capsys.readouterr().err
    assert draft.read_text() == f"<p>{KILLED}</p>"


def test_the_command_tells_by_its_exit_code_and_keeps_waivers(tmp_path, capsys):
    draft = tmp_path / "draft.txt"
    draft.write_text(f"{KILLED}\n")
    assert main(["proof", str(draft)]) == 0
    capsys.readouterr()
    draft.write_text(f"{KILLED} {WRONG}\n")
    assert main(["proof", str(draft), "--out", str(tmp_path / "page.html")]) == 1
    counted, known, where = capsys.readouterr().out.splitlines()
    assert known.startswith("Checked against the whole record")
    assert counted == "2 amounts: 1 supported, 1 misquoted."
    assert where == f"{tmp_path / 'page.html'}: the marked page"
    page = (tmp_path / "page.html").read_text()
    assert "<script" not in page
    assert "4,700" in page
    (flag,) = hc.proof(hc.read(), draft.read_text()).flags
    write_waivers(beside(draft), [Waiver(flag.text, flag.sentence, "Known.")])
    assert main(["proof", str(draft)]) == 0
    assert main(["proof", str(tmp_path / "none.txt")]) == 2


def test_the_terminal_has_flags_first_with_their_lines_and_each_caveat_once(tmp_path, capsys):
    draft = tmp_path / "draft.md"
    draft.write_text(f"SEOUL, Oct. 1, 2025\n\n{KILLED}\n\n{WRONG}\n\n{WRONG}\n")
    assert main(["proof", str(draft)]) == 1
    told = capsys.readouterr().out
    assert told.index(f"{draft}:5:") < told.index(f"{draft}:7:") < told.index(f"{draft}:3:")
    assert "the record as of Oct. 1, 2025" in told
    caveats = [line for line in told.splitlines() if line.startswith("  Caveat: ")]
    assert len(caveats) == len(set(caveats))
    (may_stand,) = re.findall(r"SUPPORTED\n(.*)", told, re.DOTALL)
    assert "Caveat" not in may_stand


def test_json_is_a_list_with_offsets_in_the_input(tmp_path, capsys):
    draft = tmp_path / "draft.html"
    draft.write_text(f"<p>{WRONG}</p>")
    main(["proof", str(draft), "--json"])
    (one,) = json.loads(capsys.readouterr().out)
    assert draft.read_text()[one["start"] : one["end"]] == one["text"] == "4,700"


def test_the_desk_in_a_notebook_waves_a_flag_through_and_keeps_it(tmp_path, data):
    draft = tmp_path / "draft.txt"
    draft.write_text(WRONG)
    package = data
    desk = hc.copy_desk(package, draft)
    (flag,) = desk.proof.flags
    text, field = desk.found.children
    assert "misquoted" in text.value
    reason, button = field.children
    button.click()
    assert desk.proof.flags == (flag,)  # nothing goes through without a reason
    reason.value = "Checked by phone."
    button.click()
    assert desk.proof.flags == ()
    assert [one.reason for one in read_waivers(beside(draft))] == ["Checked by phone."]
    assert hc.copy_desk(package, draft).proof.flags == ()


def test_a_draft_is_text_and_never_markup():
    draft = Draft.of('100,000 North Korean troops <img src=x onerror="alert(1)">')
    found = hc.proof(hc.read(), draft)
    assert "<img" not in found._repr_html_()


def test_a_page_that_cannot_be_written_is_no_flag(tmp_path, capsys):
    (tmp_path / "draft.txt").write_text("North Korea has offered Russia 100,000 troops.")
    asked = ["proof", str(tmp_path / "draft.txt"), "--out"]
    for out, why in (("gone/page.html", "its folder does not exist"), (".", "it is a folder")):
        assert main([*asked, str(tmp_path / out)]) == 2
        assert f"cannot be written to: {why}. Name another" in capsys.readouterr().err


def test_a_file_is_proofed_and_its_name_is_not_taken_for_a_draft(data, tmp_path):
    file = tmp_path / "draft.txt"
    file.write_text("North Korea has offered Russia 100,000 troops.")
    assert [one.verdict for one in hc.proof(data, file).findings] == ["denied"]
    for wrong in (str(file), 3, None):
        with pytest.raises(WrongChoice, match=r"is the name of a file|not 3|not None"):
            hc.proof(data, wrong)
