"""What is known is not changed once it is: the values of the core are frozen."""

import dataclasses
import inspect

import pytest
from headcount.caveats import kinship, note, view
from headcount.charts import sensitivity
from headcount.desk import compare
from headcount.figures import arithmetic, dates, provenance, quantity, ranking

MODULES = (arithmetic, compare, dates, kinship, note, provenance, quantity, ranking, sensitivity)
VALUES = [
    one
    for module in (*MODULES, view)
    for _, one in inspect.getmembers(module, inspect.isclass)
    if one.__module__ == module.__name__ and dataclasses.is_dataclass(one)
]


@pytest.mark.parametrize("value", VALUES, ids=lambda one: one.__name__)
def test_it_is_frozen_and_compares_by_what_it_says(value):
    assert value.__dataclass_params__.frozen
    assert value.__dataclass_params__.eq


def test_there_are_some_in_every_module_of_amounts():
    assert {one.__module__ for one in VALUES} >= {
        f"headcount.{name}"
        for name in ("figures.arithmetic", "figures.quantity", "figures.ranking", "desk.compare")
    }
