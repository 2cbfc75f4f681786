"""Headcount: figures that keep their source, their bounds and their caveats wherever they go.

What is named here is public, and loaded when it is first used (PEP 562): whoever reads the data
does not wait for charts, and a chart not for the lab. All else is private.

Examples
--------
>>> import headcount as hc
>>> data = hc.read()
>>> hc.named(data, "fourth-largest").headline
'CIA estimates put North Korea fourth of nine countries in active-duty troops'
"""

from importlib import import_module
from typing import Any

_DOOR = {
    "read": "figures.package.read",
    "check": "figures.package.load",
    "frame": "figures.frames.frame",
    "new": "publish.story.new",
    "put": "publish.story.put",
    "adopt": "publish.adopt.adoption.adopt",
    "adopt_page": "notebook.adopting.adopt_page",
    "chart": "charts.asked.chart",
    "named": "charts.chart.named_chart",
    "chart_names": "charts.chart.chart_names",
    "explore": "notebook.explore.explore",
    "find": "notebook.explore.find",
    "search": "desk.listing.find",
    "words": "desk.listing.words",
    "record": "desk.record.record",
    "compare": "desk.compare.compare",
    "proof": "desk.proof.proof",
    "copy_desk": "notebook.desk.copy_desk",
    "sensitivity": "charts.sensitivity.of_chart",
    "export": "publish.export.kit.export",
    "verify": "publish.verify.read",
    "Chart": "charts.chart.Chart",
    "Package": "figures.package.Package",
    "PackageError": "figures.package.PackageError",
}

__all__ = list(_DOOR)


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name not in _DOOR:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, own = _DOOR[name].rpartition(".")
    value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), own)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
