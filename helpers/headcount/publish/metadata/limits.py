"""How much of a file is read, and how a file is refused that asks for more."""

from __future__ import annotations

import zlib

MOST_FILE = 64_000_000
"""Bytes of a file that is opened at all; the largest picture of a kit has 300,000."""

MOST_CARGO = 2_000_000
"""Bytes of one thing that a file carries, unpacked; a receipt of 40 figures has 30,000."""

MOST_PARTS = 20_000
"""Chunks of a PNG, elements of an XML file, streams of a PDF."""

MOST_PACKETS = 100
"""Packets of metadata, or charts in one page."""

MOST_DEPTH = 200
"""Elements inside each other."""


class Broken(ValueError):  # noqa: N818  (it says what the file is)
    """A file that cannot be read as what it says it is; the message says why."""


def inflate(packed: bytes) -> bytes:
    """Unpack a zlib stream, up to `MOST_CARGO`.

    Raises
    ------
    Broken
        When it is no zlib stream, is cut short, or is larger unpacked.
    """
    stream = zlib.decompressobj()
    try:
        content = stream.decompress(packed, MOST_CARGO)
    except zlib.error as error:
        raise Broken("its packed text cannot be unpacked") from error
    if stream.unconsumed_tail:
        raise Broken(f"its packed text is larger than {MOST_CARGO:,} bytes")
    if not stream.eof:
        raise Broken("its packed text is cut short")
    return content
