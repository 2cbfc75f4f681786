"""What makes a picture in a page answer pointer, finger and keyboard: one script, one style.

The embed and the notebook's live view hold the same two. The style takes the colours `--ink`,
`--paper` and `--link` from where it stands.
"""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent

SCRIPT = (_HERE / "pointing.js").read_text(encoding="utf-8")
"""A function `pointing(chart)`, for a script to stand behind it."""

STYLE = (_HERE / "pointing.css").read_text(encoding="utf-8")
"""The tip, and the list of figures that lies over the picture unseen."""
