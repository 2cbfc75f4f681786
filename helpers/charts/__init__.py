"""The chart forms, by the name that a chart asks for them with."""

from helpers.charts import ladder, promise, rank, scale, spread, timeline
from helpers.charts.form import Chosen, Form, Told

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        rank.FORM,
        spread.FORM,
        scale.FORM,
        ladder.FORM,
        timeline.FORM,
        promise.FORM,
    )
}

__all__ = ["FORMS", "Chosen", "Form", "Told"]
