"""Packages of any size, made from the beds: as many figures as wanted, four sources for a thing."""

from __future__ import annotations

import csv
import shutil
from itertools import product
from pathlib import Path
from string import ascii_uppercase

BEDS = Path(__file__).parents[1] / "packages" / "beds"
SOURCES = 40
FOR_ONE_THING = 4
TRACED = 5  # one figure in five has its way to us recorded


def generate(folder: Path, figures: int) -> Path:
    """Write a sound package with about so many figures; return its folder."""
    shutil.copytree(BEDS, folder)
    sources = [f"source-{n}" for n in range(SOURCES)]
    codes = ["".join(letters) for letters in product(ascii_uppercase, repeat=3)]
    regions = codes[: min(len(codes), max(1, figures // 40))]
    regions = [code for code in regions if code not in ("NOR", "SUD")]
    _append(
        folder / "regions.csv", ((code, f"Region {code}", f"region {code}") for code in regions)
    )
    _append(folder / "sources.csv", (_source(n, name) for n, name in enumerate(sources)))
    _append(folder / "beds.csv", (_figure(n, regions, sources) for n in range(figures)))
    _append(folder / "attributions.csv", _hops(figures))
    return folder


def _source(n: int, name: str) -> tuple:
    relies = ("source-0", "stated" if n % 4 else "inferred") if n % 2 and n > 1 else ("", "")
    url = f"https://{name}.example/"
    title = f"Source {n}"
    return name, title, title, title, "", "2024", url, "registry", "en", "yes", *relies, "Made up."


def _figure(n: int, regions: list[str], sources: list[str]) -> tuple:
    thing, copy = divmod(n, FOR_ONE_THING)
    region = regions[thing % len(regions)]
    category = ("staffed", "licensed", "total")[thing // len(regions) % 3]
    year = 1000 + 2 * (thing // len(regions) // 3)
    value = 100 + thing * 7919 % 900 + copy * 40
    amount = [
        ("", value, "", "about"),
        (value, "", value + 50, "range"),
        (value, "", "", "more-than"),
    ]
    low, point, high, qualifier = amount[n % 3]
    status = ("estimated", "confirmed", "claimed")[n % 7 % 3]
    source = sources[(thing + copy * 11) % len(sources)]
    return (
        *(f"f-{n}", region, category, "", low, point, high, qualifier, "beds", status),
        *(f"{year}-06", "", source, "table 1", f"Beds of the kind, as source {copy} counts them."),
        *("read-in-excerpt", f"archive/{n}.html"),
    )


def _hops(figures: int) -> list[tuple]:
    return [
        hop
        for n in range(0, figures, TRACED)
        for hop in (
            (f"f-{n}", 0, f"Speaker {n % 97}", "official", "yes" if n % 2 else "no", "none"),
            (f"f-{n}", 1, "The Courier", "newspaper", "yes", "none"),
        )
    ]


def _append(path: Path, rows) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
