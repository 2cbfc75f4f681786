"""Signing what a kit holds: last of all, and only what is not signed already."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from headcount.publish.metadata.credentials import TYPES, bears
from headcount.publish.metadata.signer import Signer, has_signed, sign


def signed(files: Mapping[str, bytes], signer: Signer, folder: Path) -> dict[str, bytes]:
    """Sign the pictures and PDFs of a kit.

    Parameters
    ----------
    files
        The files of a kit, by name.
    signer
        Who signs.
    folder
        The kit that is there already. No two signatures are the same bytes, so a file of it that
        holds this content, intact and signed by this pen, is taken as it is.

    Returns
    -------
    dict
        The signed files, by name; those of other kinds are not in it.

    Raises
    ------
    CredentialsError
        When the certificate has run out.
    """
    kinds = {name: _kind(name) for name in files}
    return {
        name: _signed(files[name], kind, signer, folder / name)
        for name, kind in kinds.items()
        if kind in TYPES
    }


def bears_signatures(folder: Path) -> bool:
    """Whether any file of a kit is signed; a folder that is not there has none."""
    return folder.is_dir() and any(
        bears(path.read_bytes(), kind)
        for path in folder.iterdir()
        if (kind := _kind(path.name)) in TYPES and path.is_file()
    )


def _kind(name: str) -> str:
    return Path(name).suffix[1:].upper()


def _signed(content: bytes, kind: str, signer: Signer, place: Path) -> bytes:
    there = place.read_bytes() if place.is_file() else b""
    return (
        there
        if has_signed(there, content, kind, signer)
        else sign(content, kind, signer, place.name)
    )
