"""The chart forms, by the name that a chart asks for them with."""

from headcount.charts.form import Form, Selection, Text
from headcount.charts.forms import FORMS

__all__ = ["FORMS", "Form", "Selection", "Text"]
