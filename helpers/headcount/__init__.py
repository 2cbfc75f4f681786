"""Headcount: figures that keep their source, their bounds and their caveats wherever they go.

CONTRIBUTING.md has the plan of the house. Nothing is imported here, so that a reader of the data
does not wait for charts, and a chart not for a browser.
"""
