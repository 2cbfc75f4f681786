"""The formats that a graphic leaves in: how wide it is laid out, and how high it should be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Parameters
    ----------
    name
        What a reporter calls it; the ending of its file's name.
    width
        Pixels that it is laid out for.
    height
        Pixels it is to fill, where the place it goes to sets them; `None` where it may be as high
        as its words and marks need. What cannot be held grows beyond it: nothing is ever cut.
    """

    name: str
    width: int
    height: int | None = None


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("web", 1200),
        Format("article", 600),
        Format("square", 600, 600),
        Format("social", 1200, 628),
        Format("phone", 375),
        Format("print", 600),
    )
}
