"""What is put into a file is found in it; a file that was made to do harm does none."""

import io
import json
import shutil
import subprocess
import zlib
from dataclasses import replace

import pikepdf
import pytest
from headcount.core.files import UnreadFile
from headcount.publish.metadata import content as content_of
from headcount.publish.metadata import html, of, pdf, png, xmp
from headcount.publish.metadata.payload import MOST_FILE, MOST_PAYLOAD, Broken, Payload
from PIL import Image

from .conftest import HTML, PAYLOAD, RECEIPT, SVG, WORDS, chunk, small_pdf, small_png

KINDS = ("png", "svg", "pdf", "html")
TIFF_HEAD = b"II*\0" + b"\0" * 40


@pytest.mark.parametrize("name", KINDS)
def test_what_is_put_in_is_found(kinds, name):
    found = of(kinds[name].laden)
    assert found.kind.lower() == name
    assert [json.loads(one) for one in found.receipts] == [json.loads(RECEIPT)]
    assert found.as_exported


@pytest.mark.parametrize("name", KINDS)
def test_a_file_with_nothing_in_it_is_silent(kinds, name):
    found = of(kinds[name].plain)
    assert found.receipts == ()
    assert not found.as_exported


def test_the_picture_itself_is_not_touched(kinds):
    assert chunk(b"IDAT", zlib.compress(bytes([0, 0, 255]))) in kinds["png"].laden
    before, after = SVG.split(b"</svg>")
    assert kinds["svg"].laden.startswith(before)
    assert kinds["svg"].laden.endswith(b"</svg>" + after)
    with pikepdf.open(io.BytesIO(kinds["pdf"].laden)) as document:
        assert document.pages[0].Contents.read_bytes() == b"0 0 10 10 re f"
    assert kinds["html"].laden.decode().startswith(HTML.partition("</body>")[0])


def test_the_same_cargo_gives_the_same_bytes_and_no_date(kinds):
    assert pdf.put(small_pdf(), PAYLOAD) == kinds["pdf"].laden
    assert b"CreationDate" not in kinds["pdf"].laden
    assert b"ModDate" not in kinds["pdf"].laden


def test_a_change_in_the_picture_breaks_the_seal_and_no_other_does(kinds):
    laden = kinds["png"].laden
    bright = small_png(colour=9, extra=laden[33 : laden.index(b"IDAT") - 4])
    assert of(bright).receipts == of(kinds["png"].laden).receipts
    assert not of(bright).as_exported
    for added, sound in (
        (chunk(b"tIME", bytes(7)), True),
        (chunk(b"tEXt", b"Comment\0Two million"), False),  # as good as a caption
        (chunk(b"zTXt", b"Raw profile type iptc\0\0Two million"), False),
    ):
        assert of(laden[:33] + added + laden[33:]).as_exported == sound
    turned = kinds["png"].laden[:33] + chunk(b"eXIf", b"MM\0*") + kinds["png"].laden[33:]
    for other in (turned, laden + b"<html>", laden + laden):
        assert not of(other).as_exported
    for name in ("svg", "html"):
        assert not of(kinds[name].laden.replace(b">T<", b">U<", 1)).as_exported
    assert not of(kinds["pdf"].laden.replace(b"100 100", b"100 101")).as_exported


def test_words_in_a_page_stay_words(kinds):
    page = kinds["html"].laden.decode()
    assert page.count("</script>") == 2
    assert "\u2028" not in page


@pytest.mark.parametrize("name", KINDS)
def test_two_receipts_are_both_told(kinds, name):
    other = json.dumps({"receipt": 2, "words": "another"})
    again = {
        "png": lambda: (
            kinds["png"].laden.replace(b"IEND", b"")[:-8]
            + chunk(b"tEXt", b"headcount-receipt\0" + other.encode())
            + chunk(b"IEND", b"")
        ),
        "svg": lambda: kinds["svg"].laden.replace(
            b"</metadata>", xmp.packet(type(PAYLOAD)(WORDS, other)).encode() + b"</metadata>"
        ),
        "pdf": lambda: kinds["pdf"].laden.replace(
            b"%%EOF", xmp.packet(type(PAYLOAD)(WORDS, other)).encode() + b"\n%%EOF"
        ),
        "html": lambda: html.put(kinds["html"].laden.decode(), data={}, receipt=other).encode(),
    }[name]()
    assert {json.loads(one)["words"] for one in of(again).receipts} == {
        "another", json.loads(RECEIPT)["words"]
    }  # fmt: skip


def test_a_packet_is_found_in_a_file_of_any_other_format():
    found = of(TIFF_HEAD + xmp.packet(PAYLOAD).encode() + b"\0" * 100)
    assert (found.kind, found.receipts) == ("other", (RECEIPT,))


def test_a_packet_is_found_that_some_program_has_packed(kinds):
    whole = io.BytesIO()
    with pikepdf.open(io.BytesIO(kinds["pdf"].laden)) as document:
        packed = zlib.compress(document.Root.Metadata.read_bytes())
        del document.Root.Metadata
        document.pages[0].Metadata = pikepdf.Stream(
            document, packed, Type=pikepdf.Name.Metadata, Filter=pikepdf.Name.FlateDecode
        )
        document.save(whole)
    assert b"xpacket" not in whole.getvalue()
    assert of(whole.getvalue()).receipts == (RECEIPT,)


def test_a_short_property_is_read_as_an_attribute_too():
    packet = (
        '<x xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns:h="{xmp.OWN}"><r:Description h:receipt="{{}}" h:seal="ab"/></x>'
    )
    read = xmp.read(packet.encode())
    assert (read.receipts, read.seals) == (["{}"], ["ab"])


def test_exiftool_reads_every_field(kinds, tmp_path):
    tool = shutil.which("exiftool")
    if not tool:
        pytest.skip("no exiftool: run `sudo apt-get install libimage-exiftool-perl`")
    for name in ("png", "svg", "pdf"):
        file = tmp_path / f"x.{name}"
        file.write_bytes(kinds[name].laden)
        run = subprocess.run([tool, "-j", "-G1", file], capture_output=True, check=True, text=True)
        (fields,) = json.loads(run.stdout)
        read = {tag: str(value) for tag, value in fields.items() if tag.startswith("XMP-")}
        assert "Warning" not in run.stdout
        assert read["XMP-dc:Description"] == WORDS.description
        assert read["XMP-dc:Title"] == WORDS.title
        assert read["XMP-dc:Creator"] == WORDS.author
        assert read["XMP-dc:Identifier"] == WORDS.identifier
        assert read["XMP-photoshop:Headline"] == WORDS.headline
        assert read["XMP-photoshop:Credit"] == WORDS.credit
        assert read["XMP-photoshop:Source"] == WORDS.source
        assert read["XMP-photoshop:Instructions"] == WORDS.instructions
        assert read["XMP-iptcCore:AltTextAccessibility"] == WORDS.alt
        assert read["XMP-iptcCore:ExtDescrAccessibility"] == WORDS.extended
        assert read["XMP-iptcExt:DigitalSourceType"].endswith("/dataDrivenMedia")
        assert read["XMP-headcount:Receipt"] == RECEIPT


def test_a_program_that_knows_no_xmp_is_told_the_words_too(kinds):
    picture = kinds["png"].laden
    with Image.open(io.BytesIO(picture)) as shown:
        told = shown.text
    assert told["Title"] == WORDS.headline
    assert told["Author"] == WORDS.author
    assert told["Description"] == f"{WORDS.description}\n\n{WORDS.instructions}"
    # Plain text where it holds every letter, for programs that know nothing else.
    assert b"tEXtDescription\0A sentence." in picture
    assert b"iTXtTitle\0" in picture
    quoted = replace(WORDS, headline="“Türkiye’s” – no more")
    assert 'tEXtTitle\0"Türkiye\'s" - no more'.encode("latin-1") in png.put(
        small_png(), Payload(quoted, RECEIPT)
    )


def test_exiftool_may_write_a_field_and_the_record_stays(kinds, tmp_path):
    tool = shutil.which("exiftool")
    if not tool:
        pytest.skip("no exiftool: run `sudo apt-get install libimage-exiftool-perl`")
    for name in ("png", "pdf"):
        file = tmp_path / f"x.{name}"
        file.write_bytes(kinds[name].laden)
        command = [tool, "-q", "-overwrite_original", "-XMP-dc:Rights=ours", file]
        subprocess.run(command, check=True)
        assert RECEIPT in of(file.read_bytes()).receipts


# What a file may try


def text_chunk(kind, keyword, text):
    between = {b"tEXt": b"\0", b"zTXt": b"\0\0", b"iTXt": b"\0\1\0\0\0"}[kind]
    return small_png(extra=chunk(kind, keyword + between + text))


def laughs(levels=9):
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels))
    return (
        f'<!DOCTYPE svg [<!ENTITY l0 "ha">{entities}]>'
        f'<svg xmlns="http://www.w3.org/2000/svg"><text>&l{levels - 1};</text></svg>'
    ).encode()


BOMB = zlib.compress(bytes(200 * MOST_PAYLOAD), 9)
HOSTILE = {
    "zTXt that unpacks to 400 MB": text_chunk(b"zTXt", b"headcount-receipt", BOMB),
    "iTXt that unpacks to 400 MB": text_chunk(b"iTXt", b"XML:com.adobe.xmp", BOMB),
    "zTXt that is cut short": text_chunk(b"zTXt", b"headcount-receipt", BOMB[:99]),
    "zTXt that is not packed": text_chunk(b"zTXt", b"headcount-receipt", b"nothing packed"),
    "a profile of no digits": text_chunk(b"tEXt", b"Raw profile type xmp", b"\nxmp\n 2\nzz"),
    "tEXt that is too long": text_chunk(b"tEXt", b"headcount-receipt", b"x" * (MOST_PAYLOAD + 1)),
    "a chunk that claims 1 GB": small_png()[:33] + b"\x40\0\0\0tEXt" + b"x" * 50,
    "a chunk that was damaged": small_png().replace(b"IDAT", b"IDAU"),
    "a PNG without an end": small_png()[:-12],
    "a PNG of its signature alone": png.SIGNATURE,
    "a PNG of empty chunks": png.SIGNATURE + chunk(b"tEXt", b"") * 20_001,
    "an SVG of entities": laughs(),
    "an SVG that reads a file": b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg/>',
    "an SVG too deep": b"<svg>" + b"<g>" * 500 + b"</g>" * 500 + b"</svg>",
    "an SVG too long": b"<svg>" + b"<g/>" * 30_000 + b"</svg>",
    "an SVG cut short": SVG[:-10],
    "an SVG in an encoding nobody has": b'<?xml version="1.0" encoding="nope"?><svg/>',
    "a packet cut short in an SVG": xmp.put_svg(SVG, PAYLOAD)[:900],
    "a PDF cut short": small_pdf()[:300],
    "a PDF of packed megabytes": (
        b"%PDF-1.4" + (b"/Metadata stream\n" + BOMB + b"\nendstream ") * 40 + b"%%EOF"
    ),
    "a page with a record too long": html.put(
        HTML, data={}, receipt=json.dumps("x" * (MOST_PAYLOAD + 1))
    ).encode(),
    "JSON that is too long": b'{"receipt": 2, "x": "' + b"x" * MOST_PAYLOAD + b'"}',
}  # fmt: skip


@pytest.mark.timeout(20)
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_told_as_broken(what):
    with pytest.raises(Broken, match=r"^(it|its|the) "):
        of(HOSTILE[what])


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8" + b"<?xpacket begin=" * 400_000,
        b"%PDF-1.4" + b"<?xpacket begin=" * 400_000 + b"%%EOF",
        b"%PDF-1.4" + b"/Metadata stream\n" * 400_000 + b"%%EOF",
        b"<html>" + b'<script type="application/json" class="headcount-receipt"' * 100_000,
        b"<html>" + b'<script type="application/json" class="headcount-receipt">' * 100_000,
        b"<" * 6_000_000,
        b"",
    ],
    ids=["packets", "packets in a PDF", "streams", "tags", "elements", "signs", "nothing"],
)
def test_a_file_that_begins_much_and_ends_nothing_is_silent_and_soon(content):
    try:
        assert of(content).receipts == ()
    except Broken:
        assert content.startswith(b"<<")


def test_a_file_larger_than_any_picture_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    with pytest.raises(UnreadFile, match=f"larger than {MOST_FILE // 1_000_000} MB"):
        of(content_of(path))


def test_a_doctype_alone_is_no_fault():
    drawn = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">' + SVG
    assert of(xmp.put_svg(drawn, PAYLOAD)).as_exported
