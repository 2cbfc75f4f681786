"""What a page needs for its pictures: our colors in either theme, and what answers a pointer.

A picture is set as SVG once, in the light theme. Where the page is dark a style sheet turns its
colors: so a theme that is switched is followed at once, and no kernel is asked.

The embed and the notebook's live view hold one script and one style that answer pointer, finger and
keyboard. The style takes the colors `--ink`, `--paper` and `--link` from where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from headcount.render.house import House
from headcount.render.style import HIGHLIGHT, INK, MUTED, NIGHT, OTHERS, PAPER, TINTS

_DRAWN = {
    "ink": INK,
    "muted": MUTED,
    "paper": PAPER,
    "highlight": HIGHLIGHT,
    "others": OTHERS,
    "others-tint": TINTS[OTHERS],
}

COLOURS = {name: (day, NIGHT[day]) for name, day in _DRAWN.items()} | {
    "link": ("#0b57d0", "#8ab8f0"),
    "edge": ("#767676", "#8e949c"),  # of what can be worked: 3:1 on paper
    "line": ("#d0d0d0", "#45494f"),  # what parts, and says nothing by itself
    "shade": ("#f4f4f4", "#24272b"),
    "faint": ("#6b6b6b", "#a0a0a0"),  # what cannot be worked now
    "chosen": ("#eaf1fb", "#1c2b40"),
    "good": ("#1d6f42", "#5fbf8a"),
    "good-tint": ("#eef5fa", "#16283a"),
    "care": ("#8a6100", "#d9a521"),
    "care-tint": ("#fdf6e3", "#2f2812"),
    "highlight-tint": ("#fbf3ee", "#33231b"),
}
"""By name, each colour by day and by night; a style sheet writes ``var(--ink)``."""

_OURS = ":is(.headcount-chart, .headcount-explorer, .headcount-question)"


def turned(
    picture: str, colour: Callable[[str, str], str], night: Mapping[str, str] = NIGHT
) -> str:
    """Return the rules that turn the colours of a picture.

    Parameters
    ----------
    picture
        A selector of what holds it.
    colour
        What a colour becomes, given that of the day and that of the night.
    night
        Of each colour of the day that of the night.

    Examples
    --------
    >>> turned(".picture", lambda day, dark: dark).splitlines()[0]
    '.picture [fill="#1a1a1a"] { fill: #ececec; }'
    """
    return "".join(
        f'{picture} [{kind}="{day}"] {{ {kind}: {colour(day, dark)}; }}\n'
        for day, dark in night.items()
        for kind in ("fill", "stroke")
    )


def inside(house: House) -> str:
    """Return the style sheet of a picture of a house, to stand inside it and hold there alone.

    Ours needs none: it has the style of its page.
    """
    if house.is_ours:
        return ""
    return f"{house.style()}@scope {{\n{turned(':scope', _either, house.night)}}}\n"


def _either(day: str, dark: str) -> str:
    return f"light-dark({day}, {dark})"


def _names(colour: Callable[[str, str], str]) -> str:
    return " ".join(f"--{name}: {colour(*pair)};" for name, pair in COLOURS.items())


STYLE = f"""
{_OURS} {{ color-scheme: light; {_names(lambda day, _: day)} }}
@supports (color: {_either("#000", "#fff")}) {{
{_OURS} {{ color-scheme: inherit; {_names(_either)} }}
[data-jp-theme-light="true"] {_OURS} {{ color-scheme: light; }}
[data-jp-theme-light="false"] {_OURS} {{ color-scheme: dark; }}
{turned(".headcount-picture", _either)}}}
@media print {{ :root {_OURS} {{ color-scheme: light; }} }}
"""
"""Has all of the house in a notebook stand on the ground of its page.

JupyterLab and Voilà say which theme they are in; any other page says by its own ``color-scheme``
whether it is dark, or follows the reader's wish. Paper is white, and so is it in a browser of
before 2024.
"""

_HERE = Path(__file__).parent
POINTING = (_HERE / "pointing.js").read_text(encoding="utf-8")
"""A function `pointing(chart)`, for a script to stand behind it."""

POINTING_STYLE = (_HERE / "pointing.css").read_text(encoding="utf-8")
"""The tip, and the list of figures that lies over the picture unseen."""
