"""What goes into a file, and what is found in one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Found:
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
