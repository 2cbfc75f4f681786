"""The words of a graphic as plain text: its alt text, and its caption with all notes."""

from __future__ import annotations

from helpers.graphic import Graphic


def alt_text(graphic: Graphic) -> str:
    """Return the text alternative, one line, as it goes into a page's ``alt``."""
    return " ".join(graphic.alt.split()) + "\n"


def caption(graphic: Graphic) -> str:
    """Return every word that must stand near the picture where the picture's own cannot be read.

    Headline and deck, the sentence that may be quoted, each note in its short and its whole form,
    the source line and the credit.
    """
    parts = [graphic.headline, graphic.deck, graphic.sentence]
    for note in graphic.notes:
        mark = f"{note.number}. " if note.number is not None else ""
        whole = f"\n{note.long}" if note.long and note.long != note.text else ""
        parts.append(f"{mark}{note.text}{whole}")
    parts.append(f"{graphic.source_line}\n{graphic.credit}".strip())
    return "\n\n".join(part for part in parts if part) + "\n"
