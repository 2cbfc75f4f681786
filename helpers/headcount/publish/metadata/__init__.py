"""What a picture, a page or a PDF carries inside itself: put in, and found again.

Pure functions from bytes to bytes, on the standard library; a PDF is written, and a signature made
or checked, by libraries that are imported there and then. What is read here was made by anybody,
so each reader bounds what it takes: no file, however it was made, costs more than `payload` allows.
"""

from __future__ import annotations

import re
from pathlib import Path

from headcount.core.files import read_plain
from headcount.publish.metadata import html, pdf, png, xmp
from headcount.publish.metadata.payload import MOST_FILE, MOST_PAYLOAD, Broken, Carried

FILES = frozenset({".png", ".svg", ".pdf", ".html", ".htm", ".json", ".jpg", ".jpeg", ".webp"})
"""Endings of files that may carry a receipt."""

_NEVER_EMPTY = FILES - {".json"}  # of JSON, most is nobody's business
_HEAD = 2000


def content(path: Path) -> bytes:
    """Read a file, up to `MOST_FILE`.

    Raises
    ------
    Broken
        When it is named as a picture, a page or a PDF and is empty.
    UnreadFile
        When it is a folder, a pipe or a device, is larger than any picture, or may not be read.
    FileNotFoundError
        When there is no such file.
    """
    read = read_plain(path, MOST_FILE)
    if not read and path.suffix.lower() in _NEVER_EMPTY:
        raise Broken("it is empty")
    return read


def of(content: bytes) -> Carried:
    """Find what a file carries; its content says what kind it is, not its name, if it has any.

    Raises
    ------
    Broken
        When it cannot be read as what it is; the message says why.
    """
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if content.startswith(png.SIGNATURE):
        return png.find(content)
    if head.startswith(b"%PDF-"):
        return pdf.find(content)
    if re.match(rb"<(!doctype html|html|main|body|div|figure|section|article)\b", head, re.I):
        return html.find(content)
    if head.startswith(b"<"):
        return xmp.find_svg(content) if b"<svg" in content else html.find(content)
    if head.startswith(b"{"):
        return _json(content)
    # JPEG, WebP and many more hold a packet as it is.
    return Carried.of("other", xmp.read_all(content))


def _json(content: bytes) -> Carried:
    if b'"receipt"' not in content:
        return Carried("JSON", ())
    if len(content) > MOST_PAYLOAD:
        raise Broken(f"it is larger than {MOST_PAYLOAD:,} bytes")
    return Carried("JSON", (content.decode("utf-8", "replace"),))
