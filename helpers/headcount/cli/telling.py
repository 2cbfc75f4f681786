"""An answer is printed, or why there is none."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any


def tell(found: Any, chosen: Namespace) -> None:
    """Print an answer as its text, or as JSON where that was asked for."""
    print(
        json.dumps(found.as_json(), indent=2, ensure_ascii=False) if chosen.json else found.text()
    )


def tell_refused(out: Path, error: OSError) -> None:
    """Print why a folder takes no files, and how to go on."""
    why = (error.strerror or str(error)).lower()
    print(f"{out} takes no files: {why}; name another with --out", file=sys.stderr)
