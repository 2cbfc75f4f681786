"""What an SVG carries: an XMP packet in its metadata element."""

from __future__ import annotations

from headcount.publish.metadata import xmp
from headcount.publish.metadata.payload import Found, Payload, seal

_END = b"</svg>"
# Content Credentials stand in the metadata; signing names their space in the root as well.
_SIGNED = b' xmlns:c2pa="http://c2pa.org/manifest"'


def put(picture: bytes, payload: Payload) -> bytes:
    """Put a cargo into an SVG, at its end; nothing that is drawn is touched."""
    before, _, after = picture.rpartition(_END)
    packet = xmp.packet(payload, seal(picture)).encode("utf-8")
    return before + b"<metadata>" + packet + b"</metadata>" + _END + after


def find(picture: bytes) -> Found:
    """Find what an SVG carries.

    Raises
    ------
    Broken
        When it is no sound XML, or carries more than it may (`xmp.read`).
    """
    read = xmp.read(picture)
    parts, place = [], 0
    for start, last in read.metadata:
        parts.append(picture[place:start])
        place = picture.find(b">", last) + 1
    return Found(
        "SVG",
        tuple(dict.fromkeys(read.receipts)),
        "".join(read.seals[:1]),
        seal(b"".join([*parts, picture[place:]]).replace(_SIGNED, b"", 1)),
    )
