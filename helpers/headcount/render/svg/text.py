"""Texts: their lines, bold words and raised numbers, set where an annotation hangs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from headcount.render.svg.box import Box
from headcount.render.svg.element import element
from headcount.render.svg.element import text as as_text
from headcount.render.svg.markup import Run, read, told
from headcount.render.svg.plane import Plane
from headcount.render.typesetting import LINE, RAISED, measure, raised

# Liberation Sans, in sizes of its type; browsers round both to pixels before they set a line.
_ASCENT, _DESCENT = 0.905, 0.212

_RAISE = 0.42  # how far a raised number stands above the line
_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}
_ANCHORS = {"left": "", "center": "middle", "right": "end"}


@dataclass(frozen=True)
class TextElement:
    """One text of a drawing.

    Parameters
    ----------
    lines
        Its runs, line by line.
    size, color, theme
        Pixels of type, and the colors of the letters and of what lies under them, if anything.
    x, y
        Where it hangs, in pixels.
    hold, across
        By which of its sides it hangs there, as shares of its width and its height.
    align
        The side that its lines keep: left, center or right.
    name, words
        The figure whose label it is, where the drawing says so; and what it says when it is pointed
        at, where no mark does.
    """

    lines: tuple[tuple[Run, ...], ...]
    size: float
    color: str
    theme: str
    x: float
    y: float
    hold: str
    across: str
    align: str
    name: str
    words: str

    @classmethod
    def of(cls, annotation: Mapping[str, Any], plane: Plane) -> TextElement:
        """Read an annotation of a drawing."""
        hold = annotation["xanchor"]
        return cls(
            lines=read(annotation["text"]),
            size=annotation["font"]["size"],
            color=annotation["font"]["color"],
            theme=annotation.get("bgcolor", ""),
            x=plane.x(annotation["x"], annotation.get("xref", "x")) + annotation.get("xshift", 0),
            y=plane.y(annotation["y"], annotation.get("yref", "y")) - annotation.get("yshift", 0),
            hold=hold,
            across=annotation["yanchor"],
            align=annotation.get("align", "center"),
            name=annotation.get("name", ""),
            words=told(annotation.get("hovertext", "")),
        )

    @property
    def box(self) -> Box:
        """Where the letters stand."""
        wide = max(sum(_width(run, self.size) for run in line) for line in self.lines)
        high = (len(self.lines) - 1) * self.size * LINE + self._rise + round(_DESCENT * self.size)
        left = self.x - wide * _SHARES[self.hold]
        top = self.y - high * _SHARES[self.across]
        return Box(left, top, left + wide, top + high)

    @property
    def _rise(self) -> float:
        """How far the first line reaches above the letters' foot."""
        plain = round(_ASCENT * self.size)
        if not any(run.is_raised for run in self.lines[0]):
            return plain
        # Numbers that are set larger than a share of a small line do not push it down.
        return max(plain, _RAISE * self.size + round(_ASCENT * RAISED * self.size))

    def markup(self, title: str = "", label: str = "") -> str:
        """Write it, over its ground; `title` is an element, `label` a figure's id."""
        box = self.box
        # A text that hangs by the side its lines keep needs no measure of ours to stand there.
        side = self.hold if len(self.lines) == 1 else self.align
        x = self.x if side == self.hold else box.left + _SHARES[side] * (box.right - box.left)
        theme = self.theme and element(
            "rect",
            x=box.left,
            y=box.top,
            width=box.right - box.left,
            height=box.bottom - box.top,
            fill=self.theme,
        )
        letters = element(
            "text",
            title + self._content(x),
            x=x,
            y=box.top + self._rise,
            fill=self.color,
            font_size=self.size,
            text_anchor=_ANCHORS[side],
            data_label=label,
            **{"xml:space": "preserve" if self._is_wide() else None},
        )
        return theme + letters

    def _content(self, x: float) -> str:
        """Write the lines, each below the one before and all from the same side."""
        written, is_raised = [], False
        for place, line in enumerate(self.lines):
            drop = _RAISE * self.size if is_raised else 0  # back to the foot of the letters
            is_raised = False
            runs = []
            for run in line:
                turn = is_raised - run.is_raised  # 1 down, -1 up, 0 on the same foot
                runs.append(_written(run, self.size, turn * _RAISE * self.size))
                is_raised = run.is_raised
            content = "".join(runs)
            if place:
                content = element("tspan", content, x=x, dy=LINE * self.size + drop)
            written.append(content)
        return "".join(written)

    def _is_wide(self) -> bool:
        words = "".join(run.words for line in self.lines for run in line)
        return "  " in words or words != words.strip()


def _width(run: Run, size: float) -> float:
    return measure(run.words, raised(size) if run.is_raised else size, bold=run.is_bold)


def _written(run: Run, size: float, down: float) -> str:
    """Write a run; `down` is how far its foot stands below that of the run before."""
    written = as_text(run.words)
    if not (run.is_bold or run.is_raised or down):
        return written
    return element(
        "tspan",
        written,
        dy=down or None,
        font_size=raised(size) if run.is_raised else None,
        font_weight="bold" if run.is_bold else None,
    )
