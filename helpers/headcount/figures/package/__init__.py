"""A data folder: a Data Package v2 (``datapackage.json`` and CSV files), read and checked.

Everything that is checked comes from the folder's own descriptor, and from Headcount's rules
for tables of figures. Every fault is reported at once, as
``file:row:field: what is wrong; what would be right``.
"""

from headcount.figures.package.package import Package, cached
from headcount.figures.package.problem import PackageError, Problem
from headcount.figures.package.reading import Findings, check, find_folder, load, read

__all__ = [
    "Findings", "Package", "PackageError", "Problem", "cached", "check", "find_folder", "load",
    "read",
]  # fmt: skip
