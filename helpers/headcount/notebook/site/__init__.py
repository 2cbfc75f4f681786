"""The bundle as plain pages: each notebook run once, its charts as embeds."""

from headcount.notebook.site.build import build

__all__ = ["build"]
