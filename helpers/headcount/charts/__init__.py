"""The chart forms, by the name that a chart asks for them with."""

from headcount.charts.form import FORMS, Form, Selection, Text

__all__ = ["FORMS", "Form", "Selection", "Text"]
