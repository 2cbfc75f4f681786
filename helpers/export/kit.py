"""The article kit: every file of a graphic, written whole or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.drawing import BrowserError, Studio, png, shared_studio, svg
from helpers.export.embed import SIZES, embed
from helpers.export.folder import write_folder
from helpers.export.receipt import as_json, receipt
from helpers.export.snippet import snippet
from helpers.export.table import plotted
from helpers.export.words import alt_text, caption
from helpers.graphic import Graphic

Progress = Callable[[int, int, str], None]
"""Told how many files are made, of how many, and the name of the one that comes next."""

NARROWEST, WIDEST = 280, 4000

# What a computer leaves in any folder that is looked at.
_DROPPINGS = {".DS_Store", "Thumbs.db", "desktop.ini"}


class KitError(ValueError):
    """The kit cannot be written so; the message says what would be right."""


@dataclass(frozen=True)
class Kit:
    """What was written.

    Parameters
    ----------
    folder
        The kit's own folder.
    files
        Its files, by name.
    missing
        One line that says what could not be made, and how to get it; empty when all was made.
    changed
        Whether anything differs from the kit that was there before.
    """

    folder: Path
    files: tuple[Path, ...]
    missing: tuple[str, ...]
    changed: bool


def export(
    graphic: Graphic,
    out: Path | str,
    *,
    sizes: Sequence[int] = SIZES,
    progress: Progress | None = None,
    studio: Studio | None = None,
) -> Kit:
    """Write the kit of a graphic into its own folder, ``out/<name of the graphic>/``.

    1. Written whole or not at all: a kill at any moment leaves the old kit or the new one.
    2. The same graphic gives the same bytes; an unchanged kit is not touched.
    3. Without a browser, what needs none is written, and `Kit.missing` says what is not there.
    4. A folder that holds a file which no export wrote is left alone.

    Parameters
    ----------
    graphic
        The graphic.
    out
        The folder that holds the kits; made where it is missing.
    sizes
        The widths in pixels that the pictures and the embed are laid out for. A PNG has two
        pixels for each of them.
    progress
        Called before each file: how many are made, of how many, and its name.
    studio
        Draws the pictures: anything with the methods `png` and `svg` of a `Studio`. Default is the
        one browser of this process, where there is one.

    Returns
    -------
    Kit
        The folder, its files, and what is missing.

    Raises
    ------
    KitError
        For a name that is no name of a folder, a width that cannot be laid out, or a folder with
        files of somebody else's.
    BrowserError
        When the browser there is fails at a picture.
    OSError
        When the disk refuses.

    Examples
    --------
    >>> from helpers import graphic, package
    >>> data = package.read()
    >>> kit = export(graphic.named(data, graphic.names(data)[0]), "exports")  # doctest: +SKIP
    """
    folder = Path(out) / _sound_name(graphic.name)
    widths = _sound_sizes(sizes)
    _refuse_foreign(folder, graphic.name)
    studio, missing = (studio, ()) if studio else _studio()
    files = _make(graphic, widths, studio, progress or _silent)
    _refuse_foreign(folder, graphic.name)  # again: making took a while
    changed = write_folder(folder, files)
    return Kit(folder, tuple(folder / name for name in sorted(files)), missing, changed)


def _make(
    graphic: Graphic, widths: Sequence[int], studio: Studio | None, progress: Progress
) -> dict[str, bytes]:
    name = graphic.name
    figures = {width: graphic.figure(width) for width in widths} if studio else {}
    words = {"title": graphic.headline, "description": graphic.alt}
    makers: dict[str, Callable[[], str | bytes]] = {
        f"{name}-alt.txt": lambda: alt_text(graphic),
        f"{name}-caption.txt": lambda: caption(graphic),
        f"{name}-data.csv": lambda: plotted(graphic),
    }
    for width, figure in figures.items():
        makers[f"{name}-{width}.png"] = lambda figure=figure: png(studio, figure)
        makers[f"{name}-{width}.svg"] = lambda figure=figure: svg(studio, figure, **words)
    makers[f"{name}-embed.html"] = lambda: embed(graphic, studio, widths)
    makers[f"{name}-snippet.html"] = lambda: snippet(graphic, f"{name}-embed.html", widths)
    receipt_name = _receipt_name(name)

    files: dict[str, bytes] = {}
    for made, (file, make) in enumerate(makers.items()):
        progress(made, len(makers) + 1, file)
        content = make()
        files[file] = content if isinstance(content, bytes) else content.encode("utf-8")
    progress(len(makers), len(makers) + 1, receipt_name)
    files[receipt_name] = as_json(receipt(graphic, files)).encode("utf-8")
    return files


def _studio() -> tuple[Studio | None, tuple[str, ...]]:
    try:
        return shared_studio(), ()
    except BrowserError as error:
        return None, (f"No PNG, no SVG, and no still picture in the embed: {error}",)


def _silent(made: int, of: int, file: str) -> None:
    """Tell nobody."""


def _receipt_name(name: str) -> str:
    return f"{name}-receipt.json"


def _sound_name(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) or len(name) > 100:
        raise KitError(
            f"{name!r} cannot name a kit: write up to 100 small letters, digits and hyphens, "
            "such as fourth-largest"
        )
    return name


def _sound_sizes(sizes: Sequence[int]) -> list[int]:
    wrong = [size for size in sizes if not NARROWEST <= size <= WIDEST]
    if wrong or not sizes:
        raise KitError(
            f"no picture can be {', '.join(map(str, wrong)) or 'without a size'}: "
            f"give widths from {NARROWEST} to {WIDEST} pixels, such as 375, 600 or 1200"
        )
    return sorted(set(sizes))


def _refuse_foreign(folder: Path, name: str) -> None:
    """Keep what somebody else put there: a new kit would take its place."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise KitError(f"{folder} is no folder of its own: move it away, then export again")
    if not folder.is_dir():
        return
    there = {path.name for path in folder.iterdir()} - _DROPPINGS
    foreign = sorted(there - _written(folder / _receipt_name(name)))
    if foreign:
        raise KitError(
            f"{folder} holds {foreign[0]}, which no export wrote: move it elsewhere, "
            "then export again"
        )


def _written(receipt_file: Path) -> set[str]:
    """Name the files that the last export wrote, by its receipt."""
    try:
        files = json.loads(receipt_file.read_bytes())["files"]
        return {receipt_file.name, *files}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return set()
