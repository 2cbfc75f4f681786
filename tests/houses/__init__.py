"""Two newsrooms' house files, and the bundle's data as each of them prints it."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from headcount.figures.package import Package, find_folder, read

HERE = Path(__file__).parent
HOUSES = ("herald", "courier")

_copies: list[TemporaryDirectory] = []  # until the tests end


@cache
def package_of(house: str) -> Package:
    """Return the bundle's data with the house file of one of `HOUSES` in its folder."""
    _copies.append(TemporaryDirectory())
    folder = Path(shutil.copytree(find_folder(), Path(_copies[-1].name, house)))
    shutil.copytree(HERE / house, folder, dirs_exist_ok=True)
    return read(folder)
