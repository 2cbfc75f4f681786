"""The chart forms, by the name that a chart asks for them with."""

from helpers.charts import ladder, per_head, promise, rank, scale, spread
from helpers.charts.form import Chosen, Form, Told

FORMS: dict[str, Form] = {
    form.name: form
    for form in (rank.FORM, spread.FORM, scale.FORM, ladder.FORM, promise.FORM, per_head.FORM)
}

__all__ = ["FORMS", "Chosen", "Form", "Told"]
