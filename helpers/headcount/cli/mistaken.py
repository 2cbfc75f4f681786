"""A chart is named where something else is asked for: the command that takes it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headcount.figures.package import Package


@contextmanager
def chart_names_told(package: Package, asked: Iterable[str]) -> Iterator[None]:
    """Refuse what is unknown, and where it is a chart's name, tell what there is to do with it.

    Parameters
    ----------
    package
        The data.
    asked
        What was asked for.

    Raises
    ------
    NotThere
        For the name of a chart that was asked for as something else.
    """
    from headcount.charts.chart import chart_names
    from headcount.core.errors import NotThere, UnknownWord

    try:
        yield
    except (NotThere, UnknownWord) as error:
        charts = chart_names(package)
        for one in asked:
            if one in charts:
                raise NotThere(
                    f"{one!r} is a chart; `headcount export {one}` writes it, with its figures"
                ) from error
        raise
