"""A face of a house's own: its files are measured, and what a picture needs of them goes along."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from headcount.core.files import UnreadFile, read_plain
from headcount.render.typesetting import FONT_STACK

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

BOLD = 600
"""The weight from which on a face is bold, on the scale from 1 to 1000."""

LETTERS = (
    "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) + "–—‘’“”…−×→→•≈≤≥\u2002\u200b"
)
"""What goes along of a face whatever the words are, so that one subset serves a whole story."""

_FORBIDDEN = 0x0002  # OS/2.fsType: no embedding without its owner's leave
_LARGEST = 8_000_000  # bytes; more is a face of all scripts
_ENDINGS = (".ttf", ".otf")


class FaceError(ValueError):
    """A file that text cannot be set in: `wrong` says why, `right` what would be right."""

    def __init__(self, wrong: str, right: str) -> None:
        super().__init__(f"{wrong}; {right}")
        self.wrong, self.right = wrong, right


@dataclass(frozen=True, eq=False)
class Font:
    """One file of a face.

    Parameters
    ----------
    path, content
        The file, and what is in it.
    family, weight
        What it calls itself, and how bold it is.
    widths
        Of each letter that it has its advance, in sizes of the type.
    """

    path: Path
    content: bytes = field(repr=False)
    family: str
    weight: int
    widths: Mapping[str, float] = field(repr=False)


def read(path: Path, folder: Path) -> Font:
    """Measure a file of a folder.

    Raises
    ------
    FaceError
        For what is no font of one weight in TrueType or OpenType, and for one that its owner does
        not let travel inside a document.
    """
    try:
        content = read_plain(path, _LARGEST, within=folder)
    except FileNotFoundError:
        raise FaceError("is not there", "name a file of this folder") from None
    except UnreadFile as error:
        raise FaceError(error.wrong, error.right) from None
    if path.suffix.lower() not in _ENDINGS:
        raise FaceError(
            "is neither a .ttf nor an .otf file", "give the face as a file of one of these"
        )
    try:
        font = _measured(path.resolve(), content)
        style([font])  # what no letter can be drawn of is told here, and not by a picture
    except FaceError:
        raise
    except Exception as error:  # noqa: BLE001  (of a broken file, fontTools raises what it runs into)
        why = " ".join(str(error).split()) or type(error).__name__
        raise FaceError(f"is not a font that can be read ({why[:60]})", "save it again") from None
    return font


def _measured(path: Path, content: bytes) -> Font:
    font = _opened(content)
    if "fvar" in font:
        raise FaceError("is a variable font", "give a file of one weight")
    if font["OS/2"].fsType & _FORBIDDEN:
        raise FaceError("forbids to be embedded", "ask its owner, or name another")
    family = font["name"].getBestFamilyName() or ""
    if not re.fullmatch(r"[\w .-]+", family):
        raise FaceError(f"is called {family[:40]!r}", "give one whose name is letters and spaces")
    em, advances = font["head"].unitsPerEm, font["hmtx"].metrics
    widths = {chr(code): advances[glyph][0] / em for code, glyph in font.getBestCmap().items()}
    return Font(path, content, family, font["OS/2"].usWeightClass, widths)


def _opened(content: bytes) -> TTFont:
    from fontTools.ttLib import TTFont

    return TTFont(BytesIO(content), lazy=True)


def stack(family: str) -> str:
    """Return a face as ``font-family`` lists it, and behind it what every machine has."""
    return f"'{family}', {FONT_STACK}"


def style(fonts: Iterable[Font], words: str = "") -> str:
    """Return a style sheet that holds a face: as much of it as `LETTERS` and some words need.

    Parameters
    ----------
    fonts
        The regular and the bold one; none gives no style sheet.
    words
        What is set in it.
    """
    others = "".join(sorted(set(words) - set(LETTERS)))
    return "".join(_rule(font, others) for font in fonts)


@lru_cache(maxsize=16)
def _rule(font: Font, others: str) -> str:
    from fontTools.subset import Options, Subsetter

    whole = _opened(font.content)
    # The same bytes each time, and only what letters look like.
    options = Options(layout_features=["kern"], hinting=False, desubroutinize=True)
    whole.recalcTimestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(text=LETTERS + others)
    subsetter.subset(whole)
    whole.flavor = "woff"
    packed = BytesIO()
    whole.save(packed)
    content = base64.b64encode(packed.getvalue()).decode("ascii")
    weight = "bold" if font.weight >= BOLD else "normal"
    return (
        f"@font-face {{ font-family: '{font.family}'; font-weight: {weight}; "
        f"src: url(data:font/woff;base64,{content}) format('woff'); }}\n"
    )
