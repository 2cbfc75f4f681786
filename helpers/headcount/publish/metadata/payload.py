"""What goes into a file, what is found in one, and how much of one is read."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field

MOST_FILE = 64_000_000
"""Bytes of a file that is opened at all; the largest picture of a kit has 300,000."""

MOST_PAYLOAD = 2_000_000
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
    """Unpack a zlib stream, up to `MOST_PAYLOAD`.

    Raises
    ------
    Broken
        When it is no zlib stream, is cut short, or is larger unpacked.
    """
    stream = zlib.decompressobj()
    try:
        content = stream.decompress(packed, MOST_PAYLOAD)
    except zlib.error as error:
        raise Broken("its packed text cannot be unpacked") from error
    if stream.unconsumed_tail:
        raise Broken(f"its packed text is larger than {MOST_PAYLOAD:,} bytes")
    if not stream.eof:
        raise Broken("its packed text is cut short")
    return content


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
    """What is put into a file: the fields for people, the receipt (JSON) for machines."""

    fields: Fields
    receipt: str


@dataclass(slots=True)
class Read:
    """The receipts and the seals that were read in a file, one after the other."""

    receipts: list[str] = field(default_factory=list)
    seals: list[str] = field(default_factory=list)

    def add(self, other: Read) -> None:
        """Take in what was read in another part of the file."""
        self.receipts += other.receipts
        self.seals += other.seals


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
    """

    kind: str
    receipts: tuple[str, ...]
    sealed: str = ""
    seal: str = ""

    @classmethod
    def of(cls, kind: str, read: Read, seal: str = "") -> Carried:
        """Take what was read in a file; of several seals the first counts."""
        return cls(kind, tuple(dict.fromkeys(read.receipts)), "".join(read.seals[:1]), seal)

    @property
    def as_exported(self) -> bool:
        """Whether the picture is the one that the receipt was put into, to the byte."""
        return bool(self.sealed) and self.sealed == self.seal


def seal(*parts: bytes) -> str:
    """Return the SHA-256 of a file without what it carries."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part)
    return whole.hexdigest()


UNSEALED = "0" * 64
"""Stands for the seal while the file that is sealed is being made."""
