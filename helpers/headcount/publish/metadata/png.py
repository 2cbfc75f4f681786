"""What a PNG carries: an XMP packet in iTXt, as the standard has it, and twice more what is in it.

Programs that show or rewrite a PNG know one or the other: some only plain tEXt, which holds the
receipt and the words under the standard's own keywords, and ImageMagick, when it makes a JPEG or a
WebP of it, only the profile that it writes itself.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace

from headcount.publish.metadata import xmp
from headcount.publish.metadata.payload import (
    MOST_PARTS,
    MOST_PAYLOAD,
    Allowance,
    Broken,
    Carried,
    Extracted,
    Fields,
    Payload,
    seal,
)

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_XMP = b"XML:com.adobe.xmp"
_RECEIPT = b"headcount-receipt"
_PROFILE = b"Raw profile type xmp"
_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_LONGEST_KEYWORD = 80  # bytes, with the zero behind it, as the standard has it
_KEYWORDS = {b"Title": "headline", b"Author": "author", b"Description": "both"}
"""The standard's own keywords: what is in them; ``both`` is the description and the caveats."""

_LINE = 72

# Latin-1, which plain text is written in, has no other quotation marks and dashes.
TYPED = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u2212", "''\"\"---")

_OURS = {_XMP, _RECEIPT, _PROFILE, *_KEYWORDS}
# What is about the picture and not of it, beside our own texts, which are read. caBX holds Content
# Credentials. eXIf and other texts are no such thing: they turn it over, or hold other captions.
_ABOUT = {b"tIME", b"caBX"}


def put(picture: bytes, payload: Payload) -> bytes:
    """Put a payload into a PNG, behind its header; the picture itself is not touched."""
    chunks = list(_chunks(picture))
    packet = xmp.packet(payload, _seal(chunks)).encode("utf-8")
    carried = [
        (b"iTXt", _XMP + b"\0\0\0\0\0" + packet),
        (b"tEXt", _RECEIPT + b"\0" + payload.receipt.encode("ascii")),
        (b"zTXt", _PROFILE + b"\0\0" + zlib.compress(_profile(packet), 9)),
        *_words(payload.fields),
    ]
    whole: list[tuple[bytes, bytes | memoryview]] = [chunks[0], *carried, *chunks[1:]]
    return SIGNATURE + b"".join(_chunk(kind, content) for kind, content in whole)


def find(picture: bytes) -> Carried:
    """Find what a PNG carries.

    Raises
    ------
    Broken
        When it is cut short, a checksum does not fit, or it carries more than it may.
    """
    chunks = list(_chunks(picture))
    found, allowance = Extracted(), Allowance()
    for keyword, text in filter(None, (_text(*chunk, allowance) for chunk in chunks)):
        if keyword == _RECEIPT:
            found.receipts.append(text.decode("utf-8", "replace"))
        elif keyword in _KEYWORDS:
            found.words.append({_KEYWORDS[keyword]: text.decode("utf-8", "replace")})
        elif keyword in (_XMP, _PROFILE):
            found.add(xmp.read(_raw(text) if keyword == _PROFILE else text))
    head = bytes(chunks[0][1][:8]).ljust(8, b"\0")
    size: tuple[int, int] = struct.unpack(">II", head)
    return replace(Carried.of("PNG", found, _seal(chunks)), size=size)


def _words(fields: Fields) -> Iterator[tuple[bytes, bytes]]:
    """Write the words for programs that know no XMP; in plain text wherever that can hold them."""
    texts = {
        b"Title": fields.headline,
        b"Author": fields.author,
        b"Description": f"{fields.description}\n\n{fields.instructions}",
    }
    for keyword, text in texts.items():
        words = text.replace("\0", "").strip()
        try:
            yield b"tEXt", keyword + b"\0" + words.translate(TYPED).encode("latin-1")
        except UnicodeEncodeError:
            yield b"iTXt", keyword + b"\0\0\0\0\0" + words.encode("utf-8", "replace")


def _chunks(picture: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Give the parts of a PNG, each a view: none is copied."""
    view, place = memoryview(picture), len(SIGNATURE)
    for _ in range(MOST_PARTS):
        try:
            length, kind = struct.unpack_from(">I4s", picture, place)
            content = view[place + 8 : place + 8 + length]
            (check,) = struct.unpack_from(">I", picture, place + 8 + length)
        except struct.error as error:
            raise Broken("it is cut short") from error
        if zlib.crc32(content, zlib.crc32(kind)) != check:
            raise Broken(f"its part {kind.decode('latin-1')!r} was damaged")
        yield kind, content
        place += 12 + length
        if kind == b"IEND":
            if place < len(picture):  # a page, an archive, another picture
                yield b"", view[place:]
            return
    raise Broken("it has more parts than a picture has")


def _chunk(kind: bytes, content: bytes | memoryview) -> bytes:
    check = zlib.crc32(content, zlib.crc32(kind))
    return b"".join([struct.pack(">I", len(content)), kind, content, struct.pack(">I", check)])


def _seal(chunks: list[tuple[bytes, memoryview]]) -> str:
    return seal(*(part for one in chunks if not _is_about(*one) for part in one))


def _is_about(kind: bytes, content: memoryview) -> bool:
    return kind in _ABOUT or (kind in _TEXTS and _keyword(content) in _OURS)


def _keyword(content: memoryview) -> bytes:
    return bytes(content[:_LONGEST_KEYWORD]).partition(b"\0")[0]


def _text(kind: bytes, content: memoryview, allowance: Allowance) -> tuple[bytes, bytes] | None:
    """Read a text chunk that may be ours, unpacked: its keyword and its text."""
    keyword = _keyword(content)
    if kind not in _TEXTS or keyword not in _OURS:
        return None
    if len(content) > MOST_PAYLOAD:
        raise Broken(f"it carries more than {MOST_PAYLOAD:,} bytes")
    rest = bytes(content[len(keyword) + 1 :])
    if kind == b"tEXt":
        text = rest if keyword == _RECEIPT else rest.decode("latin-1").encode()
    elif kind == b"zTXt":
        return keyword, allowance.inflate(rest[1:])
    else:
        packed, rest = rest[:1] == b"\1", rest[2:]
        text = rest.partition(b"\0")[2].partition(b"\0")[2]
        if packed:
            return keyword, allowance.inflate(text)
    allowance.take(len(text))
    return keyword, text


def _profile(packet: bytes) -> bytes:
    """Write a packet as ImageMagick does: a name, a length, then two digits a byte."""
    digits = packet.hex().encode("ascii")
    lines = [digits[place : place + _LINE] for place in range(0, len(digits), _LINE)]
    return b"\n".join([b"", b"xmp", b"%8d" % len(packet), *lines, b""])


def _raw(profile: bytes) -> bytes:
    """Read the packet from what `_profile` writes."""
    try:
        return bytes.fromhex(b"".join(profile.split()[2:]).decode("ascii"))
    except ValueError as error:
        raise Broken("the packet in its profile was damaged") from error
