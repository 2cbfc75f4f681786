"""`headcount read` of signed files: intact or altered, by a known signer or an unknown one."""

import re
import zlib

import pikepdf
import pytest
from headcount.cli import main
from headcount.publish.metadata import of

from tests.publish.metadata.conftest import chunk

from .conftest import CHART, SIGNED


@pytest.mark.browser
def test_a_signed_kit_is_intact_and_its_signer_known_to_who_trusts_its_authority(exports, ask):
    code, said = ask(exports, verbose=True)
    assert code == 0
    assert "Intact, signed as The Daily" in said
    assert "signer unknown" in said
    assert "Rewritten" not in said  # the receipt vouches for the files as they were signed
    code, said = ask(exports, trust="trusted", verbose=True)
    assert code == 0
    assert "Intact, signed by The Daily, whose authority is trusted." in said
    code, said = ask(exports, trust="another", verbose=True)
    assert code == 3
    assert "signer unknown" in said


@pytest.mark.browser
def test_the_morning_check_tells_only_what_needs_a_look(exports, ask):
    for trust in ("", "trusted"):
        assert "Intact" not in ask(exports, trust=trust)[1]
    assert "signer unknown" in ask(exports, trust="another")[1]


@pytest.mark.browser
@pytest.mark.parametrize("name", sorted(SIGNED))
def test_every_picture_of_a_signed_kit_is_signed(exports, ask, name):
    code, said = ask(exports / CHART / name, trust="trusted", verbose=True)
    assert code == 0
    assert "whose authority is trusted" in said
    assert "Rewritten" not in said


def brighter(png: bytes) -> bytes:
    """Change one pixel of a PNG, and the checksum with it."""
    parts = re.search(rb"(?s)....IDAT.*(?=....IEND)", png)
    pixels = bytearray()
    place, unpack = parts.start(), zlib.decompressobj()
    while place < parts.end():
        length = int.from_bytes(png[place : place + 4])
        pixels += unpack.decompress(png[place + 8 : place + 8 + length])
        place += length + 12
    pixels[len(pixels) // 2] ^= 1
    return png[: parts.start()] + chunk(b"IDAT", zlib.compress(pixels)) + png[parts.end() :]


def another_word(svg: bytes) -> bytes:
    assert b">North Korea<" in svg
    return svg.replace(b">North Korea<", b">South Korea<", 1)


def resealed(altered: bytes) -> bytes:
    """Hide a change from Headcount's own seal, as somebody who knows how could."""
    found = of(altered)
    assert not found.as_exported
    return altered.replace(found.sealed.encode(), found.seal.encode())


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "change"),
    [
        (f"{CHART}-web.png", brighter),
        (f"{CHART}-web.svg", another_word),
        (f"{CHART}-web.svg", lambda svg: resealed(another_word(svg))),
    ],
    ids=["a pixel", "a word", "a word, the seal put right"],
)
def test_a_signed_picture_that_was_changed_is_altered(mine, ask, name, change):
    path = mine / CHART / name
    whole = path.read_bytes()
    path.write_bytes(change(whole))
    assert path.read_bytes() != whole
    for asked, trust in ((path, ""), (mine, "trusted")):
        code, said = ask(asked, trust=trust)
        assert code == 4
        assert f"{name}: Altered: this is not what was signed." in said


@pytest.mark.browser
def test_a_signed_pdf_that_was_written_again_is_altered(mine, ask):
    path = mine / CHART / f"{CHART}-print.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        page.Contents.write(page.Contents.read_bytes() + b"\n0 0 9 9 re f\n")
        pdf.save()
    code, said = ask(path, trust="trusted")
    assert code == 4
    assert "Altered: this is not what was signed." in said


@pytest.mark.browser
def test_who_trusts_somebody_is_told_of_pictures_that_nobody_signed(mine, ask):
    path = mine / CHART / f"{CHART}-web.png"
    whole = path.read_bytes()
    start = whole.index(b"caBX") - 4
    length = int.from_bytes(whole[start : start + 4]) + 12
    path.write_bytes(whole[:start] + whole[start + length :])
    code, said = ask(path, trust="trusted")
    assert code == 3
    assert "Not signed, so no one vouches for it." in said
    code, said = ask(path, verbose=True)
    assert code == 0
    assert "Content Credentials" not in said


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("none.pem", "The authority cannot be read: there is no such file"),
        ("x.pem", "not a certificate in PEM"),
    ],
)
def test_an_authority_that_cannot_be_read_is_refused(file, why, tmp_path, capsys):
    (tmp_path / "x.pem").write_text("x")
    assert main(["read", "BCFG-HJKM", "--trust", str(tmp_path / file)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert why in said.err
