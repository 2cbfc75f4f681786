"""A newsroom's own house: the ``house.toml`` of a data folder, read and checked.

It changes how things are printed and never what is said: name and credit, face, colors by their
meaning, spelling, millions, how many notes stand under a picture. What it leaves out is ours.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headcount.core.files import UnreadFile, read_plain
from headcount.figures.package import Package, PackageError, Problem, cached, tomlfile
from headcount.figures.package.problem import mend, shown
from headcount.render import eyes, style
from headcount.render.language import ENGLISH, MILLIONS, SPELLINGS, speller, writer
from headcount.render.typesetting import FONT_STACK, PLAIN, Setting

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FILE = "house.toml"
NOTES = 5
"""As many notes stand under a picture; the record leads to the others."""

MOST_NOTES = 20

KEYS = {
    "text": style.INK,
    "secondary": style.MUTED,
    "paper": style.PAPER,
    "highlight": style.HIGHLIGHT,
    "highlight-estimate": style.TINTS[style.HIGHLIGHT],
    "highlight-range": style.BANDS[style.HIGHLIGHT],
    "others": style.OTHERS,
    "others-estimate": style.TINTS[style.OTHERS],
    "others-range": style.BANDS[style.OTHERS],
    "guide": style.GUIDE,
}
"""The meanings that a color has, and ours."""

_ROLES = {color: key for key, color in KEYS.items()}
_BASES = ("text", "secondary", "paper", "highlight", "others")
_OWN = {key: style.NIGHT[color] for key, color in KEYS.items()}
_OF_ITS_OWN = "give each meaning a color of its own, if only by a shade"
_BAND, _GUIDE = 1.3, 1.4  # contrasts of what is derived, as ours have them
_LIT = {"highlight": 6.0, "others": 8.0}
_LONGEST = 200  # letters: a name and a credit stand in one line, or in few
_HEX = re.compile(r"#[0-9a-fA-F]{6}")

_TEXT = 'a text, such as "Example Herald"'
_FIELDS: dict[str, str] = {
    "name": _TEXT,
    "credit": 'a text, such as "Graphic: Example Herald"',
    "notes": f"a whole number from 1 to {MOST_NOTES}",
    "spelling": 'one of "US", "UK"',
    "million": 'one of "million" (1.3 million), "m" (1.3m)',
}


@dataclass(frozen=True, eq=False)
class House:
    """How a newsroom prints.

    Parameters
    ----------
    name, credit
        What it is called, and the line in place of "Chart: …"; empty where the file says neither.
    notes
        How many notes stand under a picture, at the most.
    setting
        Its face, and how it writes words.
    palettes
        Its colors by meaning, of the day and of the night.
    fonts
        The regular and the bold file of its face, where it has one.

    Examples
    --------
    >>> HOUSE.colors(dark=True)["#ffffff"]
    '#17191c'
    """

    name: str = ""
    credit: str = ""
    notes: int = NOTES
    setting: Setting = PLAIN
    palettes: tuple[Mapping[str, str], Mapping[str, str]] = (KEYS, _OWN)
    fonts: tuple[Font, ...] = ()

    def colors(self, *, dark: bool = False) -> dict[str, str]:
        """Return what each color of ours is in this house."""
        return {color: self.palettes[dark][key] for color, key in _ROLES.items()}

    @property
    def night(self) -> dict[str, str]:
        """What each of its colors of the day is by night."""
        day, night = self.palettes
        return {day[key]: night[key] for key in KEYS}

    @property
    def is_ours(self) -> bool:
        """Whether nothing of what it looks like is its own."""
        return self.palettes == (KEYS, _OWN) and not self.setting.files

    def say(self, words: str) -> str:
        """Return words as it writes them."""
        return self.setting.say(words)

    def style(self) -> str:
        """Return a style sheet that holds its face, for a picture or a page."""
        return _font_style(self.fonts)


HOUSE = House()
"""Ours."""


@cached
def of(package: Package) -> House:
    """Return the house of a data folder, in the language of its charts; ours without a house file.

    Raises
    ------
    PackageError
        If the file has faults; the error lists them all.

    Examples
    --------
    >>> from headcount.figures import package
    >>> of(package.read()) is HOUSE
    True
    """
    house, problems = _read(package.path)
    if problems:
        raise PackageError(problems)
    if package.language == ENGLISH:
        return house
    return replace(house, setting=_said_in(package.language, package.path, house.setting))


@lru_cache(maxsize=8)
def _said_in(language: str, folder: Path, setting: Setting) -> Setting:
    """Return a setting that writes another language: the same one each time, as widths are kept."""
    return replace(setting, say=writer(language, folder))


def files(package: Package) -> dict[str, bytes]:
    """Return a data folder's house file, its fonts and their licenses, by their places in it."""
    path, inside = package.path / FILE, package.path.resolve()
    fonts = of(package).fonts
    licenses = (one for font in fonts for one in font.path.parent.glob("[LO][IF][CL]*"))
    named = [font.path.relative_to(inside).as_posix() for font in fonts]
    named += [one.relative_to(inside).as_posix() for one in licenses if one.is_file()]
    found = {FILE: path.read_bytes()} if path.is_file() else {}
    return found | {name: (package.path / name).read_bytes() for name in named}


def check(folder: Path) -> list[Problem]:
    """List every fault of a folder's ``house.toml`` at once; none where there is no such file.

    Examples
    --------
    >>> check(Path("no/such/folder"))
    []
    """
    return _read(folder)[1]


def _read(folder: Path) -> tuple[House, list[Problem]]:
    given, text, problems = tomlfile.load(folder, FILE, 'write each line as: key = "word"')
    if not given:
        return HOUSE, problems
    faults = [*_shape(given)]
    if not faults:
        fonts, wrong = _fonts(folder, given.get("font", {}))
        faults += wrong
        palettes, wrong = _palettes(given.get("colors", {}))
        faults += wrong
    if faults:
        found = [
            Problem(
                FILE, tomlfile.line(text, table or key, key if table else None), key, wrong, right
            )
            for table, key, wrong, right in faults
        ]
        return HOUSE, sorted(found, key=lambda one: one.row or 0)
    name = given.get("name", "")
    say = speller(given.get("spelling", ""), given.get("million", ""))
    setting = Setting(say=say) if say is not str else PLAIN
    if fonts:
        widths = {one: font.widths for one, font in fonts.items()}
        files = tuple(font.path for font in fonts.values())
        setting = Setting(f"'{fonts['regular'].family}', {FONT_STACK}", files, widths, say)
    credit = given.get("credit") or (f"Chart: {name}" if name else "")
    return House(name, credit, given.get("notes", NOTES), setting, palettes, (*fonts.values(),)), []


Wrong = tuple[str, str, str, str]
"""A fault: the table, the key, what is wrong, what would be right."""


def _shape(given: Mapping[str, Any]) -> Iterator[Wrong]:
    """Give each key that there is not, and each value that is not of its kind."""
    for key, value in given.items():
        if key in ("font", "colors") and not isinstance(value, dict):
            yield "", key, f"{shown(value)} is not a table", f"write [{key}] above its keys"
        elif key == "font":
            yield from _font_shape(value)
        elif key == "colors":
            yield from _color_shape("colors", value)
        elif key not in _FIELDS:
            yield "", key, "no such key", mend(key, [*_FIELDS, "font", "colors"], "")
        elif isinstance(value, str) and len(value) > _LONGEST:
            yield "", key, f"has {len(value):,} letters", f"write at most {_LONGEST}"
        elif not _fits(key, value):
            wrong = f"{shown(value)} is not {_FIELDS[key].partition(',')[0]}"
            yield "", key, wrong, f"write {_FIELDS[key]}"


def _fits(key: str, value: object) -> bool:
    if key == "notes":
        return type(value) is int and 1 <= value <= MOST_NOTES
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        return False
    return {"spelling": SPELLINGS, "million": tuple(MILLIONS)}.get(key, (value,)).count(value) == 1


def _font_shape(fonts: Mapping[str, Any]) -> Iterator[Wrong]:
    for key, value in fonts.items():
        if key not in ("regular", "bold"):
            yield "font", key, "no such key", mend(key, ["regular", "bold"], "")
        elif not isinstance(value, str) or not value.strip():
            yield "font", key, f"{shown(value)} is not a file", 'write "fonts/Name-Regular.ttf"'
    for key in {"regular", "bold"} - fonts.keys():
        yield "font", key, "is missing", "name a file: text is set in both"


def _color_shape(table: str, colors: Mapping[str, Any]) -> Iterator[Wrong]:
    for key, value in colors.items():
        if key == "night" and table == "colors" and isinstance(value, dict):
            yield from _color_shape("colors.night", value)
        elif key == "night" and table == "colors":
            yield table, key, f"{shown(value)} is not a table", "write [colors.night]"
        elif key not in KEYS:
            yield table, key, "no such key", mend(key, KEYS, f"use one of: {', '.join(KEYS)}")
        elif not isinstance(value, str) or not _HEX.fullmatch(value):
            yield table, key, f"{shown(value)} is not a color", 'write it as "#b8430a"'


def _fonts(folder: Path, named: Mapping[str, str]) -> tuple[dict[str, Font], list[Wrong]]:
    """Measure the two files of the face."""
    fonts: dict[str, Font] = {}
    wrong: list[Wrong] = []
    for key in ("regular", "bold") if named else ():
        try:
            fonts[key] = _read_font(folder / named[key], folder)
        except UnreadFile as error:
            wrong.append(("font", key, f"{shown(named[key])} {error.wrong}", error.right))
    if len(fonts) == 2:
        regular, bold = fonts.values()
        if bold.family != regular.family:
            what = f"is of {shown(bold.family)}, and the regular one of {shown(regular.family)}"
            wrong.append(("font", "bold", what, "give two files of one face"))
        if not regular.weight < BOLD <= bold.weight:
            what = f"has the weight {bold.weight}, and the regular one {regular.weight}"
            right = f"give one under {BOLD} and one from {BOLD} on"
            wrong.append(("font", "bold", what, right))
    return fonts, wrong


def _palettes(
    given: Mapping[str, Any],
) -> tuple[tuple[dict[str, str], dict[str, str]], list[Wrong]]:
    """Complete the colors of day and night, and hold both to what our own are held to."""
    day = {key: value.lower() for key, value in given.items() if key != "night"}
    night = {key: value.lower() for key, value in given.get("night", {}).items()}
    wrong: list[Wrong] = []
    failed: set[str] = set()
    for table, given, others in (("colors", day, {}), ("colors.night", night, day)):
        colors = _whole(given, others, table)
        # what fails by day is not said again of what follows from it by night
        failing = dict.fromkeys(
            one.key for one in eyes.faults(colors) if not failed or _base(one.key, given) in given
        )
        failed.update(failing)
        wrong += [_unreadable(table, key, given, others) for key in failing]
        seen = {color: key for key, color in reversed(colors.items())}
        wrong += [
            (table, key, f"{color} is `{seen[color]}` too", _OF_ITS_OWN)
            for key, color in colors.items()
            if seen[color] != key and not failing
        ]
    return (_whole(day, {}, "colors"), _whole(night, day, "colors.night")), wrong


def _unreadable(table: str, key: str, given: Mapping[str, str], day: Mapping[str, str]) -> Wrong:
    """Say by how much a color fails, and which would pass."""
    colors = _whole(given, day, table)
    base = _base(key, given)
    what = next(fault.wrong for fault in eyes.faults(colors) if fault.key == key)
    found = eyes.better(key, lambda one: _whole({**given, base: one}, day, table), colors[base])
    right = (
        f'"{found}" would pass' if found else "no lighter or darker one would pass: take another"
    )
    return table, base, what, f"{right}{'' if base == key else f', as `{base}`'}"


def _base(key: str, given: Mapping[str, str]) -> str:
    """Return the meaning whose color a key follows from, where it has none of its own."""
    return key if key in given else key.partition("-")[0]


def _whole(given: Mapping[str, str], day: Mapping[str, str], table: str) -> dict[str, str]:
    """Add the colors that are not given: ours, or what follows from those that are.

    A tint lies halfway in contrast between paper and its color. By night, a color that is given for
    the day alone is as much lighter as the dark paper asks.
    """
    ours = KEYS if table == "colors" else _OWN
    colors = {key: given.get(key, ours[key]) for key in _BASES}
    paper = colors["paper"]
    for key in ("highlight", "others"):
        if key not in given and key in day:
            colors[key] = _lit(day[key], paper, _LIT[key])
        if key in given or key in day or "paper" in given:
            reach = eyes.contrast(colors[key], paper)
            colors[f"{key}-estimate"] = eyes.between(paper, colors[key], reach**0.5)
            colors[f"{key}-range"] = eyes.between(paper, colors[key], _BAND)
    colors["guide"] = (
        eyes.between(paper, colors["text"], _GUIDE) if "paper" in given else ours["guide"]
    )
    return {key: given.get(key, colors.get(key, ours[key])) for key in KEYS}


def _lit(color: str, paper: str, reach: float) -> str:
    """Lighten a color until it stands out from a dark paper as ours do."""
    steps = eyes.lighter(color)
    return next((one for one in steps if eyes.contrast(one, paper) >= reach), color)


BOLD = 600
"""The weight from which on a face is bold, on the scale from 1 to 1000."""

LETTERS = (
    "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) + "–—‘’“”…−×→→•≈≤≥\u2002\u200b"
)
"""What goes along of a face whatever the words are, so that one subset serves a whole story."""

_FORBIDDEN = 0x0002  # OS/2.fsType: no embedding without its owner's leave
_LARGEST_FONT = 8_000_000  # bytes; more is a face of all scripts
_FONT_ENDINGS = (".ttf", ".otf")


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


def _read_font(path: Path, folder: Path) -> Font:
    """Measure a file of a folder.

    Raises
    ------
    UnreadFile
        For what is no font of one weight in TrueType or OpenType, and for one that its owner does
        not let travel inside a document.
    """
    try:
        content = read_plain(path, _LARGEST_FONT, within=folder)
    except FileNotFoundError:
        raise UnreadFile("is not there", "name a file of this folder") from None
    if path.suffix.lower() not in _FONT_ENDINGS:
        raise UnreadFile(
            "is neither a .ttf nor an .otf file", "give the face as a file of one of these"
        )
    try:
        font = _measured_font(path.resolve(), content)
        _font_style([font])  # what no letter can be drawn of is an error here, and not by a picture
    except UnreadFile:
        raise
    except Exception as error:  # noqa: BLE001  (of a broken file, fontTools raises what it runs into)
        why = " ".join(str(error).split()) or type(error).__name__
        raise UnreadFile(f"is not a font that can be read ({why[:60]})", "save it again") from None
    return font


def _measured_font(path: Path, content: bytes) -> Font:
    font = _opened_font(content)
    if "fvar" in font:
        raise UnreadFile("is a variable font", "give a file of one weight")
    if font["OS/2"].fsType & _FORBIDDEN:
        raise UnreadFile("forbids to be embedded", "ask its owner, or name another")
    family = font["name"].getBestFamilyName() or ""
    if not re.fullmatch(r"[\w .-]+", family):
        raise UnreadFile(f"is called {family[:40]!r}", "give one whose name is letters and spaces")
    em, advances = font["head"].unitsPerEm, font["hmtx"].metrics
    widths = {chr(code): advances[glyph][0] / em for code, glyph in font.getBestCmap().items()}
    return Font(path, content, family, font["OS/2"].usWeightClass, widths)


def _opened_font(content: bytes) -> TTFont:
    from fontTools.ttLib import TTFont

    return TTFont(BytesIO(content), lazy=True)


def _font_style(fonts: Iterable[Font]) -> str:
    """Return a style sheet that holds a face, as much of it as `LETTERS` need."""
    return "".join(map(_font_rule, fonts))


@lru_cache(maxsize=16)
def _font_rule(font: Font) -> str:
    from fontTools.subset import Options, Subsetter

    whole = _opened_font(font.content)
    # The same bytes each time, and only what letters look like.
    options = Options(layout_features=["kern"], hinting=False, desubroutinize=True)
    whole.recalcTimestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(text=LETTERS)
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
