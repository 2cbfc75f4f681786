"""The verb `forms`: the chart forms and what each takes."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING

from headcount.cli.verb import verb

if TYPE_CHECKING:
    from headcount.charts.form import Parameter


@verb()
def forms(_: Namespace) -> int:
    """List the chart forms, and what each can be asked for in charts.toml."""
    from headcount.charts import FORMS
    from headcount.charts.form import COMMON

    for form in FORMS.values():
        print(f"{form.name}: {form.shows}")
        print(_listed(form.parameters))
    print("every form")
    print(_listed({name: one for name, one in COMMON.items() if name != "form"}))
    return 0


def _listed(parameters: Mapping[str, Parameter]) -> str:
    lines = [
        f"  {name:<10} {one.says}{' (required)' if one.required else ''}; {one.kind}"
        for name, one in parameters.items()
    ]
    return "\n".join([*lines, ""])
