"""What is written at the marks of a ladder: who spoke and as what, and the figure at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headcount.charts.apart import stated
from headcount.charts.ladder.selection import Rung, Selection
from headcount.core.wording import capital, count_of

Row = Mapping[str, Any]


def of_rung(rung: Rung, selection: Selection) -> tuple[str, str]:
    """Return what stands at a rung: the speaker, and the role with the interest."""
    interest = selection.interests.get(rung.hop.interest, {}).get("label", rung.hop.interest)
    return rung.hop.speaker, f"{rung.hop.role}; {interest}"


def of_end(row: Row) -> tuple[str, str]:
    """Return what stands at the end of a way: the amount, and how and where it is stated."""
    said = [] if row["status"] == "denied" else [row["said"]]
    if not row["way"]:
        said.append("no way to us is recorded")
    elif hops := row["way"][-1].number:
        said.append(f"after {count_of(hops, 'hop')}")
    if row["answered"]:
        said.append(f"in answer to {row['answered']}")
    return stated(row), capital(f"{', '.join(said)}; {row['source']}".removeprefix("; "))
