"""Controls around a chart: choose what it shows, quote it, export it."""

from helpers.explore.explorer import Explorer, explore

__all__ = ["Explorer", "explore"]
