"""The house style: colours by meaning, type sizes and spacing, in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from headcount.render.scene import Fill

INK = "#1a1a1a"
MUTED = "#595959"  # 7:1 on paper
PAPER = "#ffffff"
BLACK = "#000000"  # text on paper
BASELINE = "#1a1a1a"
HIGHLIGHT = "#b8430a"  # 5.6:1 on paper; whoever sees no hue has the bold label beside it
OTHERS = "#52657c"  # 6:1 on paper
GUIDE = "#d5d9de"  # lines that lead the eye and say nothing by themselves
TINTS = {HIGHLIGHT: "#e29468", OTHERS: "#c3ccd6"}
"""How an estimate is filled: between the paper of a claim and the full color of a count."""
BANDS = {HIGHLIGHT: "#f3d9cc", OTHERS: "#dfe5ec"}
"""How what lies between two bounds is filled; a line in the full color closes it."""

# The same by night: each color's meaning and the order of lightness stay, turned round.
NIGHT = {
    INK: "#ececec",
    MUTED: "#b4b4b4",
    PAPER: "#17191c",
    HIGHLIGHT: "#f08c55",
    OTHERS: "#a3b4c9",
    GUIDE: "#3d4249",
    TINTS[HIGHLIGHT]: "#8a4a24",
    TINTS[OTHERS]: "#4c5a6b",
    BANDS[HIGHLIGHT]: "#4a2a18",
    BANDS[OTHERS]: "#2b343f",
}


@dataclass(frozen=True, slots=True)
class Scale:
    """The one typographic scale and the one grid, for one width of picture.

    A picture has four sizes of type and no others; what is raised is never under 10 pixels. Its
    heights are steps of 8: 8 between headline and deck, 16 from the deck to the key or the plot and
    from the key to the plot, 20 from the plot to the notes, 12 from those to the source. Everything
    hangs from the left margin.
    """

    headline: int
    deck: int
    label: int
    note: int
    margin: int

    @classmethod
    def for_width(cls, width: int) -> Scale:
        """Return the sizes for a picture `width` pixels wide."""
        if width < 480:
            return cls(headline=20, deck=15, label=13, note=12, margin=16)
        if width < 900:
            return cls(headline=22, deck=15, label=13, note=12, margin=16)
        return cls(headline=28, deck=18, label=16, note=14, margin=24)


def fill(kind: str, color: str, *, faint: bool = False) -> Fill:
    """Return how a mark is filled: paper when said, tinted when estimated, else in full.

    Three steps of lightness hold in grey print and in a mark of a few pixels, where hatching breaks
    up. A `faint` one has no outline; it fills the band between two bounds.

    Examples
    --------
    >>> [fill(kind, OTHERS).color for kind in ("said", "estimated", "counted")]
    ['#ffffff', '#c3ccd6', '#52657c']
    """
    if faint:
        return Fill(BANDS[color])
    ground = {"said": PAPER, "estimated": TINTS[color], "counted": color}[kind]
    wide = 1 if kind != "said" else 2 if color == HIGHLIGHT else 1.25
    return Fill(ground, color, wide)
