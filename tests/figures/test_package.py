"""Reading a data folder, and never being thrown by what is in it."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from headcount.figures import package
from headcount.figures.package.descriptor import expand, shorten
from headcount.figures.package.problem import shown
from hypothesis import given, settings
from hypothesis import strategies as st

PACKAGES = Path(__file__).parents[1] / "packages"
PROJECT = Path(__file__).parents[2]


def test_an_unsound_folder_is_not_read_and_says_everything(beds):
    beds.edit("beds.csv", ",NOR,", ",NRO,").edit("sources.csv", ",en,", ",EN,")
    with pytest.raises(package.PackageError) as caught:
        package.read(beds.path)
    assert caught.value.problems == tuple(package.check(beds.path))
    assert str(caught.value).splitlines() == beds.faults()
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_no_folder_is_one_fault(tmp_path):
    file = tmp_path / "story.csv"
    file.write_text("Beds\n12\n")
    for there in (tmp_path / "none", file):
        (problem,) = package.check(there)
        wrong = f'is not in "{there}"'
        assert str(problem) == f"datapackage.json: {wrong}; name a folder that has one"


def test_cells_are_typed_and_in_file_order(beds):
    read = package.read(beds.path)
    first, *_, last = read.tables["beds"]
    assert list(first)[:5] == ["figure_id", "region", "category", "part_of", "low"]
    assert (first["low"], first["value"], first["part_of"]) == (None, 1200, None)
    assert (last["high"], last["as_of"]) == (800, "2023?")
    wards = package.read(PACKAGES / "wards").tables["wards"]
    assert [(row["opened"], row["share"], row["floor"]) for row in wards] == [
        (1998, 0.75, 0),
        (None, 0.25, 1),
        (2001, 1, None),
    ]


def test_the_descriptors_own_file_may_be_named(beds):
    assert package.read(beds.path / "datapackage.json").path == beds.path


def test_tables_are_known_by_their_keys_not_their_names(beds):
    assert package.read(beds.path).figure_tables == ["beds", "promises"]
    assert package.read(PACKAGES / "wards").figure_tables == []


def test_labels_are_the_descriptors_words(beds):
    read = package.read(beds.path)
    assert read.label(("beds", "category"), "staffed") == "staffed beds"
    assert read.label("status", "planned") == "planned"
    assert read.label("part_of", "x") == "x"
    assert read.label("status", None) == ""


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("status", "planed", 'did you mean "planned"'),
        (("beds", "category"), "closed", "use one of: staffed, licensed, total"),
        (("beds", "colour"), "red", 'no column "colour" in beds'),
        (("bets", "category"), "staffed", 'did you mean "beds"'),
    ],
)
def test_a_wrong_label_lists_the_valid_ones(beds, field, value, words):
    with pytest.raises(KeyError, match=words.replace("?", r"\?")):
        package.read(beds.path).label(field, value)


def test_the_folder_is_the_variables_then_the_working_directorys_then_the_bundles(
    beds, tmp_path, monkeypatch
):
    monkeypatch.delenv("HEADCOUNT_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    assert package.find_folder() == PROJECT / "data"
    shutil.copytree(beds.path, tmp_path / "data")
    assert package.find_folder().resolve() == tmp_path / "data"
    monkeypatch.setenv("HEADCOUNT_DATA", str(PACKAGES / "wards"))
    assert package.find_folder() == PACKAGES / "wards"
    assert package.find_folder(beds.path) == beds.path


@pytest.mark.parametrize(
    ("place", "how"),
    [("nowhere", "is not a folder"), (".", "holds no datapackage.json")],
)
def test_a_variable_that_leads_astray_is_named(tmp_path, monkeypatch, beds, place, how):
    folder = tmp_path / place
    monkeypatch.setenv("HEADCOUNT_DATA", str(folder))
    (problem,) = package.check()
    assert (problem.file, problem.wrong) == ("$HEADCOUNT_DATA", f"{shown(folder)} {how}")
    assert problem.right == "set it to a data folder, or unset it"
    with pytest.raises(package.PackageError, match="HEADCOUNT_DATA"):
        package.read()
    assert package.check(beds.path) == [], "a folder that is given needs no variable"


@pytest.mark.parametrize("folder", ["beds", "wards", "data"])
def test_frictionless_agrees_that_a_sound_folder_is_valid(folder):
    from frictionless import Package

    path = PROJECT / "data" if folder == "data" else PACKAGES / folder
    assert package.check(path) == []
    report = Package(str(path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("beds.csv", "value,high", "valu,high"),
        ("beds.csv", ",1200,", ',"1,200",'),
        ("beds.csv", "confirmed", "sent"),
        ("beds.csv", ",NOR,", ",NRO,"),
        ("beds.csv", "sud-total", "nor-total"),
        ("caveats.csv", "A permit", "A permit" + "!" * 110),
    ],
)
def test_what_frictionless_refuses_we_refuse(beds, file, old, new):
    from frictionless import Package

    beds.edit(file, old, new)
    assert not Package(str(beds.path / "datapackage.json")).validate().valid
    assert beds.faults()


def test_it_runs_on_the_standard_library_alone():
    code = (
        "import sys; before = set(sys.modules); import headcount.figures.package; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    foreign = set(run.stdout.split()) - set(sys.stdlib_module_names)
    assert foreign == {"headcount"}


def test_a_file_that_may_not_be_read_is_one_fault(beds, monkeypatch):
    opened = os.open

    def refuse(path, *how):
        if Path(path).name == "regions.csv":
            raise PermissionError(13, "Permission denied")
        return opened(path, *how)

    monkeypatch.setattr(os, "open", refuse)
    assert beds.faults() == ["regions.csv: cannot be read: Permission denied; fix its permissions"]


FILES = sorted(path.name for path in (PACKAGES / "beds").iterdir())
SNIPPETS = [
    b"", b"\0", b'"', b",", b"\n", b"\r", b";", b"\xff", b"\xef\xbb\xbf", b"=1", b"-", b"9" * 5000,
    b"null", b"[]", b"{}", b"1e999", b"true", b'""', b"\xe2\x80\xae", b"2024-02-30", b"/", b"..",
    b"figure_id", b"string", b"integer", b"part_of", b"statement", b"(", b"1", b"9" * 20,
]  # fmt: skip


@st.composite
def spoiling(draw):
    """A file, a place in it as a share of its length, how many bytes go, and what comes."""
    return (
        draw(st.sampled_from(FILES)),
        draw(st.floats(0, 1)),
        draw(st.sampled_from([0, 1, 1, 2, 5, 40, 400])),
        draw(st.one_of(st.sampled_from(SNIPPETS), st.binary(max_size=8))),
    )


@settings(max_examples=100, derandomize=True)
@given(spoilings=st.lists(spoiling(), min_size=1, max_size=3), seed=st.randoms())
def test_no_bytes_throw_it(spoilings, seed):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copytree(PACKAGES / "beds", Path(folder) / "beds"))
        for file, place, gone, comes in spoilings:
            content = (path / file).read_bytes()
            at = int(place * len(content))
            (path / file).write_bytes(content[:at] + comes + content[at + gone :])
        swap_cells(path / seed.choice([one for one in FILES if one.endswith(".csv")]), seed)
        told = [str(problem) for problem in package.check(path)]
        assert all(line.isprintable() for line in told)
        if told:
            with pytest.raises(package.PackageError):
                package.read(path)
        else:
            assert package.read(path).tables


def swap_cells(path, seed):
    """Swap two cells of a file, wherever its commas are."""
    cells = path.read_bytes().split(b",")
    one, other = seed.randrange(len(cells)), seed.randrange(len(cells))
    cells[one], cells[other] = cells[other], cells[one]
    path.write_bytes(b",".join(cells))


@settings(max_examples=100, derandomize=True)
@given(data=st.data())
def test_no_descriptor_throws_it(data):
    """Any value, anywhere in the descriptor's tree, in place of the one that was there."""
    content = json.loads((PACKAGES / "beds" / "datapackage.json").read_text())
    for _ in range(data.draw(st.integers(1, 3))):
        part = content
        while True:
            keys = sorted(part) if isinstance(part, dict) else range(len(part))
            key = data.draw(st.sampled_from(keys))
            inner = part[key]
            if not isinstance(inner, dict | list) or not inner or data.draw(st.integers(0, 4)) == 0:
                break
            part = inner
        part[key] = data.draw(VALUES)
        if not content:
            break
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copytree(PACKAGES / "beds", Path(folder) / "beds"))
        (path / "datapackage.json").write_text(json.dumps(content))
        for problem in package.check(path):
            assert str(problem).isprintable()


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(["string", "integer", "number", "year", "beds", "figure_id", "", "("]),
    st.lists(st.one_of(st.none(), st.text(max_size=3), st.integers()), max_size=3),
    st.dictionaries(st.sampled_from(["fields", "reference", "name", "enum"]), st.text(max_size=3)),
)  # fmt: skip


# What tables of figures share is said once


@pytest.mark.parametrize("name", ["beds", "wards", "data"])
def test_a_short_descriptor_gives_the_whole_one_back(name):
    path = PROJECT / "data" if name == "data" else PACKAGES / name
    whole = package.read(path).descriptor
    short = shorten(whole)
    assert expand(short, lambda *told: pytest.fail(str(told))) == whole


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"figure_columns": "unit"}, "figure_columns: is not a list of columns"),
        ({"resources": 3}, "resources: is missing or empty"),
        ({"resources": [{"name": "beds", "columns": "x"}]}, "resources[0].columns: is not a list"),
        ({"resources": [{"name": "beds", "columns": [{}]}]}, "resources[0].columns: is not a list"),
    ],
)
def test_columns_that_are_none_are_told(beds, said, told):
    path = beds.path / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | said), encoding="utf-8")
    assert any(f"datapackage.json:{told}" in line for line in beds.faults())


def test_a_table_may_describe_a_shared_column_otherwise():
    short = json.loads((PROJECT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    unit = next(one for one in short["figure_columns"] if one["name"] == "unit")
    other = unit | {"title": "What is counted"}
    short["resources"][0]["columns"].append(other)
    tables = expand(short, lambda *told: pytest.fail(str(told)))["resources"]
    first, second = ([*one["schema"]["fields"]] for one in tables[:2])
    assert other in first
    assert unit not in first
    assert unit in second
    assert [one["name"] for one in first][-9:-7] == ["unit", "status"]
