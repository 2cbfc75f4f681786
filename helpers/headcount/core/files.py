"""A file that somebody else made is read within bounds: a plain file, of no more than so much.

A pipe would be waited for, a device read without end, a link followed to what nobody meant to give.
So is what is written into a folder of somebody else: it takes the place of a link. And what may end
its process, or hold its lock, is done in a Python beside this one.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
from pathlib import Path

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}
_MEGABYTE = 1_000_000


class UnreadFile(Exception):  # noqa: N818  (as StopIteration is none)
    """A file that is not read: ``wrong`` says why, ``right`` what to do, ``row`` in which line."""

    def __init__(self, wrong: str, right: str, row: int | None = None) -> None:
        self.wrong, self.right, self.row = wrong, right, row
        super().__init__(f"{wrong}; {right}")


def is_there(path: Path) -> bool:
    """Whether something lies at a path that one may look at, whatever it is.

    Examples
    --------
    >>> is_there(Path("/")), is_there(Path("x" * 5000))
    (True, False)
    """
    try:
        return path.exists()
    except (OSError, ValueError):  # too long a name, a NUL in it, a folder that is closed
        return False


def read_plain(path: Path, most: int, within: Path | None = None) -> bytes:
    """Read a plain file whole.

    Parameters
    ----------
    path
        The file, or a link to it.
    most
        Its largest size in bytes.
    within
        The folder that it must lie in, links followed; None is any.

    Returns
    -------
    bytes
        What is in it.

    Raises
    ------
    FileNotFoundError
        Where there is nothing.
    UnreadFile
        For a folder, a pipe, a device or a socket, for what leads out of `within`, is larger than
        `most`, or may not be read.

    Examples
    --------
    >>> read_plain(Path(), 100)
    Traceback (most recent call last):
    headcount.core.files.UnreadFile: is a folder, not a file; put the file itself here
    """
    try:
        _refuse_unless_plain(path.stat().st_mode)
        if within is not None and not path.resolve().is_relative_to(within.resolve()):
            raise UnreadFile("leads out of the folder", "put the file itself here")
        # what was put in its place since must not be waited for either
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            _refuse_unless_plain(os.fstat(file.fileno()).st_mode)
            data = file.read(most + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileNotFoundError(error.errno, error.strerror, str(path)) from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadFile(f"cannot be read: {why}", "fix its permissions") from None
    if len(data) > most:
        raise UnreadFile(f"is larger than {most // _MEGABYTE} MB", "split it, or take out the rest")
    return data


def read_text(path: Path, most: int, within: Path, encoding: str = "utf-8") -> str:
    """Read a file of text whole, as `read_plain` does; of what is not UTF-8 it gives the line."""
    try:
        return read_plain(path, most, within).decode(encoding)
    except UnicodeDecodeError as error:
        wrong = f"byte 0x{error.object[error.start]:02X} is not UTF-8"
        row = error.object.count(b"\n", 0, error.start) + 1
        raise UnreadFile(wrong, "save the file as UTF-8", row) from None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, in the place of what lies there; a link is not followed.

    Raises
    ------
    OSError
        When the disk refuses, or a folder lies there; what was there stays.
    """
    part = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _refuse_unless_plain(mode: int) -> None:
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        raise UnreadFile(f"is {kind}, not a file", "put the file itself here")


def environment() -> dict[str, str]:
    r"""Return the environment in which another Python imports what this one does, where it lies.

    Examples
    --------
    >>> import subprocess
    >>> command = [sys.executable, "-P", "-c", "import headcount; print(headcount.__name__)"]
    >>> subprocess.run(command, env=environment(), capture_output=True, text=True).stdout
    'headcount\n'
    """
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
