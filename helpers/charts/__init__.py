"""The chart forms, by the name that a chart asks for them with."""

from helpers.charts import ladder, rank, timeline
from helpers.charts.form import Chosen, Form, Told

FORMS: dict[str, Form] = {form.name: form for form in (rank.FORM, ladder.FORM, timeline.FORM)}

__all__ = ["FORMS", "Chosen", "Form", "Told"]
