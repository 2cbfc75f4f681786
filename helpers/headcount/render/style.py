"""The house style: colours by meaning, type sizes and spacing, in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from headcount.render.scene import Fill, Hatch

INK = "#1a1a1a"
MUTED = "#595959"  # 7:1 on paper
PAPER = "#ffffff"
BASELINE = "#1a1a1a"
HIGHLIGHT = "#b8430a"  # 5.6:1 on paper, and darker than OTHERS for those who see no hue
OTHERS = "#6f8299"  # 4:1 on paper
ACCENT = "#1b6ca8"  # 5.5:1 on paper; a second meaning beside the highlight, never without a word
GUIDE = "#d5d9de"  # lines that lead the eye and say nothing by themselves
TINTS = {HIGHLIGHT: "#f3d9cc", OTHERS: "#dfe5ec", ACCENT: "#d3e4f2"}

# The same by night: each color's meaning and the order of lightness stay, turned round.
NIGHT = {
    INK: "#ececec",
    MUTED: "#b4b4b4",
    PAPER: "#17191c",
    HIGHLIGHT: "#f08c55",
    OTHERS: "#8aa0ba",
    ACCENT: "#2f8fe0",
    GUIDE: "#3d4249",
    TINTS[HIGHLIGHT]: "#4a2a18",
    TINTS[OTHERS]: "#2b343f",
    TINTS[ACCENT]: "#16344c",
}


@dataclass(frozen=True, slots=True)
class Scale:
    """Type sizes and spacing for one width of picture."""

    headline: int
    deck: int
    label: int
    note: int
    margin: int

    @classmethod
    def for_width(cls, width: int) -> Scale:
        """Return the sizes for a picture `width` pixels wide."""
        if width < 480:
            return cls(headline=18, deck=13, label=13, note=11, margin=12)
        if width < 900:
            return cls(headline=21, deck=14, label=13, note=12, margin=16)
        return cls(headline=28, deck=18, label=16, note=14, margin=24)


def fill(kind: str, color: str, *, faint: bool = False) -> Fill:
    """Return how a mark is filled: hollow when said, hatched when estimated, else solid.

    A `faint` one has no outline; it fills the band between two bounds.

    Examples
    --------
    >>> fill("said", OTHERS).color, fill("estimated", OTHERS).hatch.size
    ('#ffffff', 6)
    """
    tint = {"said": PAPER, "estimated": TINTS[color], "counted": color}[kind]
    hatch = Hatch(color, opacity=0.35 if faint else 1) if kind == "estimated" else None
    if faint:
        return Fill(TINTS[color], hatch=hatch)
    return Fill(tint, color, 1, hatch)


def as_dark(drawing: Any) -> Any:
    """Return a plotly figure of the house as plain data, or a part of one, in the dark theme.

    Examples
    --------
    >>> as_dark({"paper_bgcolor": PAPER, "font": {"color": INK}})
    {'paper_bgcolor': '#17191c', 'font': {'color': '#ececec'}}
    """
    if isinstance(drawing, str):
        return NIGHT.get(drawing, drawing)
    if isinstance(drawing, dict):
        return {name: as_dark(one) for name, one in drawing.items()}
    return [as_dark(one) for one in drawing] if isinstance(drawing, list | tuple) else drawing
