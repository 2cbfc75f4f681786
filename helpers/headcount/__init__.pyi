"""The public names with their types, for editors; Python loads each when it is first used."""

from headcount.charts.asked import chart
from headcount.charts.chart import Chart, chart_names
from headcount.charts.chart import named_chart as named
from headcount.charts.sensitivity import of_chart as sensitivity
from headcount.desk.compare import compare
from headcount.desk.listing import find as search
from headcount.desk.listing import words
from headcount.desk.proof import proof
from headcount.desk.record import record
from headcount.figures.frames import frame
from headcount.figures.package import Package, PackageError, read
from headcount.figures.package import load as check
from headcount.notebook.adopting import adopt_page
from headcount.notebook.desk import copy_desk
from headcount.notebook.explore import explore, find
from headcount.publish.adopt.adoption import adopt
from headcount.publish.export.kit import export
from headcount.publish.story import new, put
from headcount.publish.verify import read as verify

__all__ = [
    "Chart",
    "Package",
    "PackageError",
    "adopt",
    "adopt_page",
    "chart",
    "chart_names",
    "check",
    "compare",
    "copy_desk",
    "explore",
    "export",
    "find",
    "frame",
    "named",
    "new",
    "proof",
    "put",
    "read",
    "record",
    "search",
    "sensitivity",
    "verify",
    "words",
]
