"""Stands in until the engraver is written: plotly draws, and `tidy` cleans."""

from __future__ import annotations

import json
from typing import Any


def engrave(
    drawing: dict[str, Any],
    *,
    title: str = "",
    description: str = "",
    label: str = "",
    prefix: str = "",
    named: bool = True,
) -> str:
    """Set a drawing that has its size as one SVG element."""
    import importlib

    browser = importlib.import_module("helpers.drawing.browser")
    image = importlib.import_module("helpers.drawing.image")
    width, height = drawing["layout"]["width"], drawing["layout"]["height"]
    drawn = browser.shared_studio().svg(json.dumps(drawing), width, height)
    return image.tidy(
        drawn, title=title, description=description, label=label, prefix=prefix, named=named
    )
