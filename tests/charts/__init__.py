"""What the tests of charts share."""

from __future__ import annotations

from typing import Any

from headcount.charts import FORMS
from headcount.charts.form import Options
from headcount.figures.package import Package


def chart_options(package: Package, *, form: str = "rank", **choice: Any) -> Options:
    """Return what may be chosen for each parameter of a form, as its controls offer it."""
    return FORMS[form].options(package, **choice)
