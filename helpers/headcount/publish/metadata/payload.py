"""What goes into a file, what is found in one, and how much of one is read."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields

MOST_FILE = 100_000_000
"""Bytes of a file that is opened at all; the largest picture of a kit has 300,000."""

MOST_PAYLOAD = 2_000_000
"""Bytes of one thing that a file carries, unpacked; a receipt of 40 figures has 30,000."""

MOST_CARRIED = 8_000_000
"""Bytes of all that a file carries, unpacked."""

MOST_XML = 4_000_000
"""Bytes of a drawing, or of all packets in a file; a drawing of a kit has 60,000."""

MOST_PARTS = 20_000
"""Chunks of a PNG, elements of an XML file, streams of a PDF."""

MOST_PACKETS = 100
"""Packets of metadata, or charts in one page."""

MOST_DEPTH = 200
"""Elements inside each other."""


_PIECE = 16_384  # bytes that are unpacked in one go


class Broken(ValueError):  # noqa: N818  (it says what the file is)
    """A file that cannot be read as what it says it is; the message says why."""


class Exhausted(Broken):
    """A file that carries more than any does: no more of it is read."""


class Allowance:
    """How much is still taken out of one file: a small file can hold a thousand large ones.

    Parameters
    ----------
    left
        Bytes.
    """

    def __init__(self, left: int = MOST_CARRIED) -> None:
        self.left = left

    def take(self, count: int) -> None:
        """Count bytes that are taken out.

        Raises
        ------
        Exhausted
            When they are more than are left.
        """
        self.left -= count
        if self.left < 0:
            raise Exhausted("it carries more than any picture does")

    def inflate(self, packed: bytes | memoryview) -> bytes:
        """Unpack a zlib stream, up to `MOST_PAYLOAD`, without a copy of what is packed.

        Raises
        ------
        Broken
            When it is no zlib stream, is cut short, or is larger unpacked.
        Exhausted
            When nothing is left of what may be taken.
        """
        stream = zlib.decompressobj()
        content = bytearray()
        for place in range(0, len(packed), _PIECE):
            try:
                piece = stream.decompress(
                    packed[place : place + _PIECE], MOST_PAYLOAD + 1 - len(content)
                )
            except zlib.error as error:
                raise Broken("its packed text cannot be unpacked") from error
            self.take(len(piece))
            content += piece
            if len(content) > MOST_PAYLOAD:
                raise Broken(f"its packed text is larger than {MOST_PAYLOAD:,} bytes")
            if stream.eof:
                return bytes(content)
        raise Broken("its packed text is cut short")


@dataclass(frozen=True, slots=True)
class Fields:
    """The words that newsroom systems show of a file, by their IPTC names.

    Parameters
    ----------
    title, headline, description
        A name, a line, and what the picture says.
    alt, extended
        The text alternative, and the long description with the data.
    author, credit, source, instructions
        Who made it, the credit line, the sources, and the caveats that must go with it.
    identifier
        The record id.
    """

    title: str
    headline: str
    description: str
    alt: str
    extended: str
    author: str
    credit: str
    source: str
    instructions: str
    identifier: str


@dataclass(frozen=True, slots=True)
class Payload:
    """What is put into a file.

    Parameters
    ----------
    fields
        The words for people.
    receipt
        The record for machines, as JSON.
    drawn
        What drew it, where that decides on its bytes (`headcount.render.pictures`).
    """

    fields: Fields
    receipt: str
    drawn: str = ""


@dataclass(slots=True)
class Extracted:
    """What was read in a file, one after the other: receipts, seals, words for people, JSON-LD."""

    receipts: list[str] = field(default_factory=list)
    seals: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    words: list[dict[str, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)

    def add(self, other: Extracted) -> None:
        """Take in what was read in another part of the file."""
        for one in fields(Extracted):
            getattr(self, one.name).extend(getattr(other, one.name))


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file carries.

    Parameters
    ----------
    kind
        ``"PNG"``, ``"SVG"``, ``"PDF"``, ``"HTML"``, ``"JSON"`` or ``"other"``.
    receipts
        Each different receipt in it, as it stands; empty when the file is silent.
    sealed
        The SHA-256 of the picture when the receipt was put in; "" when the file does not say.
    seal
        The SHA-256 of the picture as it is.
    words
        The words for people in each of its packets, by their names in `Fields`.
    data
        The JSON-LD in it.
    size
        Width and height of a PNG in pixels, the width of an SVG; zeros where it does not say so.
    drawn
        What drew it.
    """

    kind: str
    receipts: tuple[str, ...]
    sealed: str = ""
    seal: str = ""
    words: tuple[Mapping[str, str], ...] = ()
    data: tuple[str, ...] = ()
    size: tuple[int, int] = (0, 0)
    drawn: str = ""

    @classmethod
    def of(cls, kind: str, read: Extracted, seal: str = "") -> Carried:
        """Take what was read in a file; of several seals the first counts."""
        receipts, sealed = tuple(dict.fromkeys(read.receipts)), "".join(read.seals[:1])
        words, data = tuple(read.words), tuple(read.data)
        return cls(kind, receipts, sealed, seal, words, data, drawn="".join(read.drawn[:1]))

    @property
    def as_exported(self) -> bool:
        """Whether the picture is the one that the receipt was put into, to the byte."""
        return bool(self.sealed) and self.sealed == self.seal


def seal(*parts: bytes | memoryview) -> str:
    """Return the SHA-256 of a file without what it carries, in its parts."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part)
    return whole.hexdigest()


UNSEALED = "0" * 64
"""Stands for the seal while the file that is sealed is being made."""


def without(whole: bytes, spans: Iterable[tuple[int, int]]) -> Iterator[memoryview]:
    """Give the parts of a file between spans, without a copy of any.

    Examples
    --------
    >>> [bytes(part) for part in without(b"abcdef", [(1, 2), (1, 3)])]
    [b'a', b'', b'def']
    """
    view, place = memoryview(whole), 0
    for start, end in spans:
        yield view[place:start]
        place = max(place, end)
    yield view[place:]
