"""What is written at the marks of a ladder: who spoke and as what, and the figure at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpers.charts.ladder.choosing import Chosen
from helpers.charts.ladder.tree import Rung
from helpers.style import INK, MUTED, Scale
from helpers.typesetting import LINE, measure, plain, superscript, superscript_width, wrap
from helpers.wording import capital, cardinal

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Label:
    """What is written at a mark: a bold title, and the rest in small type under it.

    Parameters
    ----------
    title, rest
        Their lines.
    marks
        Numbers of notes, behind the title.
    scale
        The sizes of type.
    beside
        How far to the right of the mark the rest stands, where it fits behind the title; else
        `None`.
    """

    title: list[str]
    rest: list[str]
    marks: tuple[int, ...]
    scale: Scale
    beside: float | None = None

    @classmethod
    def set(
        cls,
        title: str,
        rest: str,
        room: float,
        scale: Scale,
        marks: tuple[int, ...] = (),
    ) -> Label:
        """Break a label into lines that fit `room`: one line, if both parts fit on it."""
        mark = superscript_width(marks, scale.label)
        lines = wrap(title, room - mark, scale.label, bold=True)
        behind = measure(title, scale.label, bold=True) + mark + scale.label * 0.6
        if behind + measure(rest, scale.note) <= room:
            return cls(lines, [rest], marks, scale, behind)
        return cls(lines, wrap(rest, room, scale.note), marks, scale)

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        title = len(self.title) * self.scale.label * LINE
        return title if self.beside else title + len(self.rest) * self.scale.note * LINE

    @property
    def middle(self) -> float:
        """How far below its top the middle of its first line is."""
        return self.scale.label * LINE / 2

    def texts(self, x: float, top: float) -> list[dict[str, Any]]:
        """Return it as annotations that begin at `x` and hang from `top`."""
        title = "<br>".join(plain(line) for line in self.title)
        title = f"<b>{title}</b>{superscript(self.marks)}"
        rest = "<br>".join(plain(line) for line in self.rest)
        one = text(title, x, top, self.scale.label, INK)
        if self.beside:
            down = (self.scale.label - self.scale.note) * LINE * 0.6
            return [one, text(rest, x + self.beside, top + down, self.scale.note, MUTED)]
        under = top + len(self.title) * self.scale.label * LINE
        return [one, text(rest, x, under, self.scale.note, MUTED)]


def text(words: str, x: float, top: float, size: int, colour: str) -> dict[str, Any]:
    """Return an annotation that begins at `x` and hangs from `top`; `words` are escaped."""
    return {
        "text": words,
        "x": x,
        "y": top,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size, "color": colour},
    }


def of_rung(rung: Rung, chosen: Chosen) -> tuple[str, str]:
    """Return what stands at a rung: the speaker, and the role with the interest."""
    interest = chosen.interests.get(rung.hop.interest, {}).get("label", rung.hop.interest)
    return rung.hop.speaker, f"{rung.hop.role}; {interest}"


def of_end(row: Row) -> tuple[str, str]:
    """Return what stands at the end of a way: the amount, and how and where it is stated."""
    amount, own = row["amount"], row["own"]
    denied = row["status"] == "denied"
    if amount.is_number:
        title = f"{'Denies ' if denied else ''}{amount.label()} {own}"
    else:
        title = f"Denies {own}" if denied else f"{own}: no number given"
    said = [] if denied else [row["said"]]
    if not row["way"]:
        said.append("no way to us is recorded")
    elif hops := row["way"][-1].number:
        said.append(f"after {cardinal(hops)} {'hop' if hops == 1 else 'hops'}")
    if row["answered"]:
        said.append(f"in answer to {row['answered']}")
    return capital(title), capital(f"{', '.join(said)}; {row['source']}".removeprefix("; "))
