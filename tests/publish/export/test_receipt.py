"""The receipt: what a graphic was made of, the same each time, changed when that changes."""

import hashlib
import json
from dataclasses import replace

import headcount as hc
from headcount.publish.export.receipt import as_json, data, receipt


def edited(package, table, figure_id, **cells):
    rows = [
        {**row, **cells} if row["figure_id"] == figure_id else row for row in package.tables[table]
    ]
    return replace(package, tables={**package.tables, table: rows})


def test_any_change_in_the_data_changes_its_hash_and_no_other_tables(shown):
    before = data(shown.package)
    figure = shown.rows["figure_id"].iloc[0]
    after = data(edited(shown.package, "military_personnel", figure, locator="elsewhere"))
    assert before["sha256"] != after["sha256"]
    changed = {name for name in before["tables"] if before["tables"][name] != after["tables"][name]}
    assert changed == {"military_personnel"}


def test_it_holds_no_time_no_path_and_no_machine(shown, tmp_path):
    moved = replace(shown, package=replace(shown.package, path=tmp_path))
    assert as_json(receipt(moved, {})) == as_json(receipt(shown, {}))


def test_every_figure_is_there_with_the_numbers_used(per_head):
    made = receipt(per_head, {})
    used = {figure["figure_id"]: figure for figure in made["figures"]}
    assert {i for i, f in used.items() if f["use"] == "drawn"} == set(per_head.rows["figure_id"])
    assert {i for i, f in used.items() if f["use"] != "drawn"} == set(per_head.base["figure_id"])
    for table in ("military_personnel", "population"):
        for row in per_head.package.tables[table]:
            if row["figure_id"] in used:
                for name in ("low", "value", "high", "qualifier", "status", "source_id"):
                    assert used[row["figure_id"]][name] == row[name]


def test_every_note_is_there_by_its_rule_and_its_figures(shown):
    made = receipt(shown, {})
    assert [note["rule"] for note in made["notes"]] == [note.rule for note in shown.notes]
    assert {figure for note in made["notes"] for figure in note["figures"]} <= set(
        shown.rows["figure_id"]
    )


def test_its_choice_makes_the_same_graphic_again(shown):
    choice = json.loads(as_json(receipt(shown, {})))["choice"]
    again = hc.chart(shown.package, **choice)
    assert as_json(receipt(again, {})) == as_json(receipt(shown, {}))


def test_it_vouches_for_each_file(kit):
    name = kit.folder.name
    made = json.loads((kit.folder / f"{name}-receipt.json").read_bytes())
    files = {path.name: path for path in kit.files}
    files.pop(f"{name}-receipt.json")
    assert set(made["files"]) == set(files)
    for file, digest in made["files"].items():
        assert hashlib.sha256(files[file].read_bytes()).hexdigest() == digest
