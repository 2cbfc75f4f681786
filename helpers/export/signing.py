"""Signing what a kit holds: last of all, and only what is not there already."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.carriers import Broken, xmp
from helpers.carriers.credentials import ALTERED, TYPES, Pen, look, sign
from helpers.carriers.reading import of


def signed(files: Mapping[str, bytes], pen: Pen, folder: Path) -> dict[str, bytes]:
    """Sign the pictures and PDFs of a kit.

    Parameters
    ----------
    files
        The files of a kit, by name.
    pen
        Who signs.
    folder
        The kit that is there already. Signing gives other bytes each time, so a file of it that
        says the same, of the same signer, is taken as it is.

    Raises
    ------
    CredentialsError
        When the certificate may not sign.
    """
    made = {}
    for name, content in files.items():
        kind = Path(name).suffix[1:].upper()
        if kind in TYPES:
            new = sign(content, kind, pen, name)
            there = folder / name
            old = there.read_bytes() if there.is_file() else b""
            made[name] = old if _says(old, kind) == _says(new, kind) else new
    return made


def _says(content: bytes, kind: str) -> Any:
    """Return what a signed file says: its picture, its packet and its signer."""
    credentials = look(content, kind)
    if credentials is None or credentials.state == ALTERED:
        return None
    try:
        packets = [content[start:end] for start, end in xmp.packets(content)]
        return of(content), packets, credentials
    except Broken:
        return None
