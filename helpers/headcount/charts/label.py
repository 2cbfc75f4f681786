"""What is written at a mark: a title, and in small type whatever else must be read there."""

from __future__ import annotations

from dataclasses import dataclass

from headcount.render.scene import Text, runs
from headcount.render.style import INK, MUTED, Scale
from headcount.render.typesetting import LINE, measure, superscript_width, wrap_full


@dataclass(frozen=True)
class Label:
    """What is written at a mark: a title, and the rest in small type under it.

    Parameters
    ----------
    title, rest
        Their lines.
    marks
        Numbers of notes, behind the title.
    scale
        The sizes of type.
    beside
        How far behind the beginning of the title the rest stands, where it fits on its line; else
        `None`.
    bold
        Whether the title is: a number is, and who passes it on is not.
    """

    title: list[str]
    rest: list[str]
    marks: tuple[int, ...]
    scale: Scale
    beside: float | None = None
    bold: bool = True

    @classmethod
    def set(
        cls,
        title: str,
        rest: str,
        room: float,
        scale: Scale,
        marks: tuple[int, ...] = (),
        *,
        bold: bool = True,
    ) -> Label:
        """Break a label into lines that fit `room`: one line, if both parts fit on it."""
        mark = superscript_width(marks, scale.label)
        lines = wrap_full(title, room - mark, scale.label, bold=bold)
        behind = measure(title, scale.label, bold=bold) + mark + scale.label * 0.6
        if behind + measure(rest, scale.note) <= room:
            return cls(lines, [rest], marks, scale, behind, bold)
        return cls(lines, wrap_full(rest, room, scale.note), marks, scale, None, bold)

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        title = len(self.title) * self.scale.label * LINE
        return title if self.beside else title + len(self.rest) * self.scale.note * LINE

    @property
    def middle(self) -> float:
        """How far below its top the middle of its first line is."""
        return self.scale.label * LINE / 2

    def texts(self, x: float, top: float, figure: str, *, side: int = 1) -> list[Text]:
        """Return it as the label of `figure`: hung from `top`, right of `x` or, for -1, left."""
        own = {"hold": "left" if side > 0 else "right", "figure_id": figure}
        title = runs(self.title, bold=self.bold, numbers=self.marks)
        if self.beside:
            down = (self.scale.label - self.scale.note) * LINE * 0.6
            behind, under = x + side * self.beside, top + down
        else:
            behind, under = x, top + len(self.title) * self.scale.label * LINE
        return [
            Text(title, x, top, self.scale.label, INK, **own),
            Text(runs(self.rest), behind, under, self.scale.note, MUTED, **own),
        ]
