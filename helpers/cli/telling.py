"""An answer is printed."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any


def tell(found: Any, chosen: Namespace) -> None:
    """Print an answer as its text, or as JSON where that was asked for."""
    print(
        json.dumps(found.as_json(), indent=2, ensure_ascii=False) if chosen.json else found.text()
    )
