"""Content Credentials: intact or altered, signer known or unknown, and the seal still holds."""

import io
import subprocess
import sys
import zlib

import pikepdf
import pytest

from helpers.carriers import credentials, png
from helpers.carriers.credentials import CredentialsError, look, pen, sign
from helpers.carriers.reading import of

from .authority import authority
from .conftest import RECEIPT, chunk, small_png

SIGNED = ["PNG", "SVG", "PDF"]


@pytest.fixture(scope="module")
def desk():
    return authority()


@pytest.fixture(scope="module")
def signed(desk, kinds):
    mine = pen(desk.chain, desk.key)
    return {kind: sign(kinds[kind.lower()].laden, kind, mine, "a picture") for kind in SIGNED}


@pytest.mark.parametrize("kind", SIGNED)
def test_a_signed_file_is_intact_and_its_signer_known_or_not(kind, signed, desk):
    assert look(signed[kind], kind, desk.root).state == credentials.KNOWN
    assert look(signed[kind], kind, authority().root).state == credentials.UNKNOWN
    assert look(signed[kind], kind).state == credentials.UNKNOWN
    assert look(signed[kind], kind).signer == "A newsroom"


@pytest.mark.parametrize("kind", SIGNED)
def test_signing_leaves_the_record_and_its_seal(kind, signed):
    found = of(signed[kind])
    assert found.receipts == (RECEIPT,)
    assert found.as_exported


@pytest.mark.parametrize("kind", SIGNED)
def test_an_unsigned_file_says_nothing(kind, kinds):
    assert look(kinds[kind.lower()].laden, kind) is None


def test_a_changed_pixel_of_a_sound_png_is_found(signed, desk):
    pixels = [chunk(b"IDAT", zlib.compress(bytes([0, colour, 255]))) for colour in (0, 1)]
    altered = signed["PNG"].replace(*pixels)
    assert altered != signed["PNG"]
    assert not of(altered).as_exported
    assert look(altered, "PNG", desk.root).state == credentials.ALTERED


@pytest.mark.parametrize(
    ("kind", "was", "now"),
    [("SVG", b"<title>T<", b"<title>U<"), ("PDF", b"[0 0 100 100]", b"[0 0 100 101]")],
)
def test_a_changed_byte_is_found(kind, was, now, signed, desk):
    altered = signed[kind].replace(was, now)
    assert altered != signed[kind]
    assert not of(altered).as_exported
    assert look(altered, kind, desk.root).state == credentials.ALTERED


def test_credentials_of_another_picture_are_no_credentials(signed, desk):
    start = signed["PNG"].find(b"caBX") - 4
    length = int.from_bytes(signed["PNG"][start : start + 4]) + 12
    taken = signed["PNG"][start : start + length]
    other = small_png(colour=9, extra=taken)
    assert other.startswith(png.SIGNATURE)
    assert look(other, "PNG", desk.root).state == credentials.ALTERED


def test_a_signed_pdf_still_opens(signed):
    with pikepdf.open(io.BytesIO(signed["PDF"])) as pdf:
        assert len(pdf.pages) == 1


def test_a_key_of_somebody_else_is_refused(desk):
    with pytest.raises(CredentialsError, match="not that of the certificate"):
        pen(desk.chain, authority().key)


def test_what_is_no_key_and_no_certificate_is_refused(desk):
    with pytest.raises(CredentialsError, match="no private key"):
        pen(desk.chain, b"x")
    with pytest.raises(CredentialsError, match="no certificate"):
        pen(b"x", desk.key)


def test_a_pen_never_prints_its_key(desk):
    assert "PRIVATE" not in repr(pen(desk.chain, desk.key))


WITHOUT = """
import sys
sys.modules["c2pa"] = None
from helpers.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_without_the_extra_one_line_says_how_to_get_it(tmp_path, desk, signed):
    for name, content in {"c.pem": desk.chain, "k.pem": desk.key}.items():
        (tmp_path / name).write_bytes(content)
    asked = ["export", "fourth-largest", "--out", "out", "--sign", "c.pem", "--key", "k.pem"]
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT, *asked], cwd=tmp_path, capture_output=True, text=True
    )
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "pip install headcount[credentials]" in run.stderr
    assert not (tmp_path / "out").exists()
    (tmp_path / "x.png").write_bytes(signed["PNG"])
    read = subprocess.run(
        [sys.executable, "-c", WITHOUT, "read", "x.png"],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert "cannot be checked here" in read.stdout
