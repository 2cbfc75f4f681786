"""Controls around a chart and around all figures: choose what is shown, quote it, export it."""

from headcount.notebook.explore.explorer import Explorer, explore
from headcount.notebook.explore.finder import Finder, find

__all__ = ["Explorer", "Finder", "explore", "find"]
