"""Whether a palette can be read: by day and by night, in grey print, by every kind of eye.

Our own colors and those of a house are held to the same (`faults`): text 4.5:1 and marks 3:1
against their ground (WCAG 2.2), the highlight told from the others by eyes without red, green or
blue, and what is said, estimated and counted by three steps of lightness.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

TEXT, MARK, STEP, GUIDE = 4.5, 3.0, 1.6, 1.1
"""The least contrast of a text, a mark, a step of lightness, and a line that says nothing."""

EYES = {"": "every eye", "protan": "eyes that see no red", "deutan": "eyes that see no green",
        "tritan": "eyes that see no blue"}  # fmt: skip
APART = 12
"""The least difference of the colors of marks, as CIEDE2000 has it; one of 10 is seen at once."""

_TRIES = 100


class ColorFault(NamedTuple):
    """A color that cannot be read: its meaning, and why."""

    key: str
    wrong: str


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors, from 1 to 21.

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff")), round(contrast("#595959", "#ffffff"), 1)
    (21, 7.0)
    """
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def faults(colors: Mapping[str, str]) -> Iterator[ColorFault]:
    """Yield what cannot be read in a palette, by the meanings of `headcount.render.house.KEYS`.

    Examples
    --------
    >>> from headcount.render.house import HOUSE
    >>> [*faults(HOUSE.palettes[0])], [*faults(HOUSE.palettes[1])]
    ([], [])
    """
    paper = colors["paper"]
    for key in ("text", "secondary"):
        yield from _too_near(colors, key, "paper", TEXT)
    for key in ("highlight", "others"):
        tint, band = f"{key}-estimate", f"{key}-range"
        yield from _too_near(colors, key, "paper", MARK)
        yield from _too_near(colors, band, key, MARK)
        yield from _too_near(colors, tint, "paper", STEP)
        yield from _too_near(colors, tint, key, STEP)
    for eye, whose in EYES.items():
        apart = difference(colors["highlight"], colors["others"], eye)
        if apart < APART:
            yield ColorFault(
                "highlight",
                f"{colors['highlight']} differs from `others` ({colors['others']}) by "
                f"{apart:.1f} for {whose}, and needs {APART}",
            )
    yield from _too_near(colors, "guide", "paper", GUIDE)
    faintest = min(contrast(colors[key], paper) for key in ("highlight", "others"))
    if contrast(colors["guide"], paper) > faintest - 1:
        yield ColorFault("guide", f"{colors['guide']} is as strong as a mark")


def better(key: str, colors: Callable[[str], Mapping[str, str]], color: str) -> str | None:
    """Return the color nearest to one, lighter or darker, that has no fault; None if none has.

    Parameters
    ----------
    key
        The meaning that it has.
    colors
        The palette with such a color in it.
    color
        The one that has a fault.
    """
    for at in range(1, _TRIES + 1):
        for end in ("#000000", "#ffffff"):
            tried = mixed(color, end, at / _TRIES)
            if not any(one.key == key for one in faults(colors(tried))):
                return tried
    return None


def mixed(one: str, other: str, share: float) -> str:
    """Return a color on the way from one to another.

    Examples
    --------
    >>> mixed("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def lighter(color: str) -> Iterator[str]:
    """Yield a color, and then lighter ones of the same hue, as vivid as a screen has them."""
    from coloraide import Color

    seen = Color(color).convert("oklch")
    for at in range(_TRIES + 1):
        lit = seen.clone().set("lightness", lambda light, at=at: light + (1 - light) * at / _TRIES)
        yield lit.convert("srgb").fit().to_string(hex=True)


def between(paper: str, color: str, ratio: float) -> str:
    """Return the mix of a paper and a color that differs from the paper by a ratio."""
    low, high = 0.0, 1.0
    for _ in range(12):
        share = (low + high) / 2
        low, high = (
            (share, high) if contrast(mixed(paper, color, share), paper) < ratio else (low, share)
        )
    return mixed(paper, color, high)


@lru_cache(maxsize=1024)
def difference(one: str, other: str, eye: str = "") -> float:
    """Return how different two colors look to an eye of `EYES`, as CIEDE2000 has it."""
    from coloraide import Color

    seen = [Color(color).filter(eye, 1) if eye else Color(color) for color in (one, other)]
    return seen[0].delta_e(seen[1], method="2000")


def _too_near(
    colors: Mapping[str, str], key: str, ground: str, least: float
) -> Iterator[ColorFault]:
    ratio = contrast(colors[key], colors[ground])
    if ratio < least:
        yield ColorFault(
            key,
            f"{colors[key]} differs from `{ground}` ({colors[ground]}) by {ratio:.2f} to 1, "
            f"and needs {least:g}",
        )


def _luminance(color: str) -> float:
    linear = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in (channel / 255 for channel in _channels(color))
    )
    return sum(share * one for share, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
