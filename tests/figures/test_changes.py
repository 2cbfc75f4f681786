"""A figure that changes without a correction is told; one with a correction is not."""

from headcount.figures import package
from headcount.figures.changes import silent_changes


def told(beds, *corrections):
    """Spoil a value of the hospital package, add corrections, and say what is told."""
    before = package.read(beds.path)
    table = before.figure_tables[0]
    figure = next(row for row in before.tables[table] if row["value"] is not None)
    after = package.read(beds.path)
    row = next(r for r in after.tables[table] if r["figure_id"] == figure["figure_id"])
    row["value"] = figure["value"] + 1
    for old, new in corrections:
        after.tables["corrections"].append(
            {"figure_id": figure["figure_id"], "field": "value", "old": old, "new": new}
        )
    return figure, silent_changes(before, after)


def test_a_changed_value_is_told_with_the_row_that_mends_it(beds):
    figure, problems = told(beds)
    (problem,) = problems
    assert problem.field == "value"
    assert f"{figure['figure_id']} was {figure['value']}, is {figure['value'] + 1}" in problem.wrong
    assert "corrections.csv" in problem.right


def test_a_correction_of_that_value_is_enough(beds):
    figure, _ = told(beds)
    value = figure["value"]
    assert told(beds, (str(value), str(value + 1)))[1] == []
    assert len(told(beds, (str(value), str(value + 2)))[1]) == 1


def test_a_figure_that_is_gone_is_told(beds):
    before, after = package.read(beds.path), package.read(beds.path)
    gone = after.tables[after.figure_tables[0]].pop(0)
    (problem,) = silent_changes(before, after)
    assert f"{gone['figure_id']} is gone" in problem.wrong
    after.tables["corrections"].append(
        {
            "figure_id": gone["figure_id"],
            "field": "figure_id",
            "old": gone["figure_id"],
            "new": None,
        }
    )
    assert silent_changes(before, after) == []


def test_a_new_figure_and_a_better_locator_are_no_change(beds):
    before, after = package.read(beds.path), package.read(beds.path)
    rows = after.tables[after.figure_tables[0]]
    rows.append(rows[0] | {"figure_id": "a-new-one"})
    rows[0]["locator"] = "elsewhere"
    assert silent_changes(before, after) == []


def test_a_correction_that_is_corrected_on_its_day_is_one_row_from_what_stood_first(beds):
    def stood(value, *pairs):
        made = package.read(beds.path)
        row = made.tables[made.figure_tables[0]][0]
        row["value"] = value
        known = {"figure_id": row["figure_id"], "field": "value"}
        told = [known | {"old": old, "new": new} for old, new in pairs]
        made.tables["corrections"].extend(told)
        return made

    once = stood(1300, ("1200", "1300"))
    assert silent_changes(once, stood(1400, ("1200", "1400"))) == []
    assert silent_changes(once, stood(1400, ("1300", "1400"))) == []
    assert len(silent_changes(once, stood(1400, ("1100", "1400")))) == 1
    assert len(silent_changes(once, stood(1400, ("1200", "1300")))) == 1
