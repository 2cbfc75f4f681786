"""The chart forms, by the name that a chart asks for them with."""

from headcount.charts import history, ladder, per_head, promise, rank, scale, spread, timeline
from headcount.charts.form import Form, Selection, Text

_IN_ORDER = (
    *(rank.FORM, spread.FORM, history.FORM, scale.FORM),
    *(ladder.FORM, timeline.FORM, promise.FORM, per_head.FORM),
)
FORMS: dict[str, Form] = {form.name: form for form in _IN_ORDER}

__all__ = ["FORMS", "Form", "Selection", "Text"]
