"""Write a folder whole or not at all.

The new folder is made beside the old one, under a hidden name, and takes its place in one step of
the file system. A process that is killed at any moment leaves the old folder or the new one, and
at most a hidden one that the next writing clears away. Two writings at once do not mix: each has
a folder of its own, and the later one stays.
"""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
import sys
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from headcount.core.files import UnreadFile, read_plain

MARK = '<meta name="generator" content="Headcount">'
"""Tells a page of ours from a file that none of ours may replace."""

_PART = ".part"
_ASIDE = ".old"
# Writing takes a second; what is an hour old belongs to a process that was killed.
_STALE_SECONDS = 3600
_TRIES = 250  # five seconds, beside exports that keep writing
_PAUSE_SECONDS = 0.02
_DROPPINGS = {".DS_Store", "Thumbs.db", "desktop.ini"}  # what a computer leaves anywhere


class ForeignFileError(ValueError):
    """The folder holds what we did not write; the message names it and says what to do."""


def write_folder(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Make `folder` hold just these files.

    Parameters
    ----------
    folder
        It and its parents are made where they are missing. What it holds is replaced.
    files
        Contents by name.

    Returns
    -------
    bool
        False when it held just these already; then nothing is touched.

    Raises
    ------
    OSError
        When the disk refuses; the folder is then as it was.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _recover(folder)
    if _holds(folder, files):
        return False
    part = _beside(folder, _PART)
    try:
        part.mkdir()
        for name, content in files.items():
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            (part / name).write_bytes(content)
        put_folder(part, folder)
    finally:
        # Either half of the new folder, or, once the two were exchanged, the old one.
        shutil.rmtree(part, ignore_errors=True)
    return True


def refuse_foreign(folder: Path, ours: Collection[str], writer: str) -> None:
    """Keep what somebody else put into a folder: a new one would take its place.

    Parameters
    ----------
    folder
        Where the new one shall stand; it need not be there.
    ours
        The names in it that we wrote, or would write again.
    writer
        What writes it, as in "no export wrote".

    Raises
    ------
    ForeignFileError
        For a file or a link in its place, and for anything in it that is not ours.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as mine:
    ...     Path(mine, "draft.txt").touch()
    ...     refuse_foreign(Path(mine), {"index.html"}, "site")
    Traceback (most recent call last):
    headcount.publish.export.folder.ForeignFileError: ... holds draft.txt, which no site wrote: ...
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ForeignFileError(
            f"{folder} is not a folder of its own. Move it, or name another place."
        )
    there = {path.name for path in folder.iterdir()} if folder.exists() else set()
    if foreign := sorted(there - _DROPPINGS - set(ours)):
        raise ForeignFileError(
            f"{folder} holds {foreign[0]}, which no {writer} wrote: move it elsewhere, or name "
            "another place"
        )


def earlier(folder: Path, *beside: str) -> set[str]:
    """Name what an earlier build left: pages that bear our mark, and what lies beside the first."""
    pages = (file for file in folder.glob("*.html") if file.is_file())
    ours = {file.name for file in pages if MARK in file.read_text("utf-8", errors="replace")}
    return ours.union(beside) if "index.html" in ours else ours


def _beside(folder: Path, ending: str) -> Path:
    return folder.parent / f".{folder.name}.{secrets.token_hex(6)}{ending}"


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    try:
        if {path.name for path in folder.iterdir()} != set(files):
            return False
        return all(
            read_plain(folder / name, len(content)) == content for name, content in files.items()
        )
    # not there, or just being exchanged; or no file, or a larger one
    except (FileNotFoundError, NotADirectoryError, UnreadFile):
        return False


def _recover(folder: Path) -> None:
    """Clear away what killed processes left; give back a folder that one had put aside."""
    left = sorted(folder.parent.glob(f".{folder.name}.*{_ASIDE}"), key=_written)
    if left and not folder.exists():
        with suppress(OSError):  # its owner is alive after all, and was faster
            left.pop().rename(folder)
    for path in (*left, *folder.parent.glob(f".{folder.name}.*{_PART}")):
        if time.time() - _written(path) > _STALE_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def put_folder(part: Path, folder: Path) -> None:
    """Put a new folder, which lies on the same disk, in the place of an old one.

    Parameters
    ----------
    part
        The new folder. Afterwards it is gone, or holds what the old one held.
    folder
        Its place.

    Raises
    ------
    OSError
        When the disk refuses, or others keep writing it; the old folder is then as it was.
    """
    fault = OSError(errno.EBUSY, "other exports keep writing it: try again", str(folder))
    for _ in range(_TRIES):
        try:
            part.rename(folder)  # succeeds where there is nothing yet
            return
        except OSError as refusal:
            if folder.is_file():  # one look: between two, another export may put it aside
                raise
            fault = refusal
        if _exchange(part, folder) or _in_two_steps(part, folder):
            return
        time.sleep(_PAUSE_SECONDS)  # let the other export finish its two steps
    raise fault


def _in_two_steps(part: Path, folder: Path) -> bool:
    """Put the old folder aside, then the new one in its place; `_recover` is for a kill between.

    Some systems (Windows, some network disks) have no exchange in one step. False when another
    export came between, or the disk refused: the folder is then as it was, or as the other left it.
    """
    aside = _beside(folder, _ASIDE)
    try:
        folder.rename(aside)
    except OSError:
        return False
    try:
        part.rename(folder)
        placed = True
    except OSError:
        placed = False
        with suppress(OSError):  # the other's folder stands there already
            aside.rename(folder)
    if placed or folder.exists():  # never the last one there is
        # Renamed first: a kill while it is cleared away must not leave half a folder to give back.
        waste = _beside(folder, _PART)
        with suppress(OSError):
            aside.rename(waste)
        shutil.rmtree(waste, ignore_errors=True)
    return placed


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another process has just cleared it away
        return 0.0


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, where the system can."""
    here, swap = -100, 2  # AT_FDCWD; RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
    names = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            system = ctypes.CDLL(None).renameat2
            return bool(system(here, names[0], here, names[1], swap) == 0)
        if sys.platform == "darwin":
            return bool(ctypes.CDLL(None).renamex_np(*names, swap) == 0)
    except AttributeError:  # a C library older than the call
        return False
    return False
