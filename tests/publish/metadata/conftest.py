"""One small file of each kind, made without a browser, and a cargo with every trap in its words."""

from __future__ import annotations

import io
import json
import struct
import zlib
from dataclasses import dataclass

import pikepdf
import pytest
from headcount.publish.metadata import html, pdf, png, xmp
from headcount.publish.metadata.payload import Fields, Payload

WORDS = Fields(
    title="a-name",
    headline='A headline with <b> & "quotes" — Türkiye, 북한',
    description="A sentence. ]]> <!-- & --> ?>",
    alt="Bar chart of two countries.",
    extended="A headline.\n\n- One: 1\n- Two: 2",
    author="A newsroom",
    credit="Chart: A newsroom · Record BCFG-HJKM",
    source="A source, 2024",
    instructions="1. A caveat.\n2. Another <script>alert(1)</script>.",
    identifier="BCFG-HJKM",
)
RECEIPT = json.dumps({"receipt": 2, "words": "</script> ]]> <!-- Türkiye \u2028"})
PAYLOAD = Payload(WORDS, RECEIPT)


def chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def small_png(*, colour: int = 0, extra: bytes = b"") -> bytes:
    """Make a PNG of two pixels, with chunks of somebody else's behind its header."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(bytes([0, colour, 255])))
    return png.SIGNATURE + header + extra + pixels + chunk(b"IEND", b"")


def small_pdf() -> bytes:
    whole = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page(page_size=(100, 100))
    document.pages[0].Contents = document.make_stream(b"0 0 10 10 re f")
    document.docinfo["/CreationDate"] = "D:20240101000000Z"
    document.save(whole)
    return whole.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"><title>T</title></svg>\n'
HTML = "<!doctype html>\n<html><head><title>T</title></head><body><p>T</p></body></html>\n"


@dataclass(frozen=True)
class Kind:
    """A kind of file: as it is drawn, and with a payload in it."""

    name: str
    plain: bytes
    laden: bytes


@pytest.fixture(scope="session")
def kinds() -> dict[str, Kind]:
    page = html.put(HTML, data={"@type": "Dataset"}, receipt=RECEIPT)
    made = [
        Kind("png", small_png(), png.put(small_png(), PAYLOAD)),
        Kind("svg", SVG, xmp.put_svg(SVG, PAYLOAD)),
        Kind("pdf", small_pdf(), pdf.put(small_pdf(), PAYLOAD)),
        Kind("html", HTML.encode(), page.encode()),
    ]
    return {kind.name: kind for kind in made}
