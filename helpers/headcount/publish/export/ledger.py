"""The ledger: the receipt of every chart that was ever exported into a folder.

A kit is replaced by the next one, a printed record id stays printed. So each receipt is kept by its
id, in a hidden folder beside the kits, and `headcount read` finds what an old picture was made of.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FOLDER = ".records"


def keep(out: Path, record: str, receipt: str) -> None:
    """Keep a receipt beside the kits in `out`; the same one again changes nothing.

    Raises
    ------
    OSError
        When the disk refuses.
    """
    target = kept(out, record)
    content = receipt.encode("utf-8")
    if target.is_file() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{secrets.token_hex(6)}.part")
    try:
        part.write_bytes(content)
        os.replace(part, target)  # noqa: PTH105  (in one step, over an older one too)
    finally:
        part.unlink(missing_ok=True)


def kept(out: Path, record: str) -> Path:
    """Return where the receipt of a record is kept."""
    return out / FOLDER / f"{record}.json"
