"""Rows and cells as they are read: what the csv module reads, and each text as if it were alone."""

from __future__ import annotations

import csv
import io

import pytest
from headcount.figures.package.cells import Faulty, read_cell
from headcount.figures.package.csvfile import read_file
from headcount.figures.package.loaded import Column, Loaded
from headcount.figures.package.patterns import Pattern
from headcount.figures.package.schema import Field, Table
from hypothesis import given, settings
from hypothesis import strategies as st

PIECES = ["a", ",", '"', "\n", " ", '""', ',"', '",', '"a,"', '"""', '\n"', '"\n']
CELLS = st.text(st.sampled_from('a ,";|é’'), max_size=6)
TEXTS = st.one_of(
    st.sampled_from(
        ["", "1200", "-3", "0.5", "007", "1,200", "9" * 16, " 5", "nor", "nor ", "NOR", "=1"]
    ),
    st.text(max_size=5),
    st.integers(-5, 2000).map(str),
)
FIELDS = [
    Field("name", "string"),
    Field("name", "string", required=True, limits={"minLength": 2, "maxLength": 4}),
    Field("name", "string", pattern=Pattern("[a-z0-9]+(-[a-z0-9]+)*")),
    Field("name", "string", enum=("nor", "NOR")),
    Field("value", "integer", limits={"minimum": 0, "exclusiveMaximum": 1500}),
    Field("value", "number"),
    Field("value", "year"),
]
HEADER = ("first", "second", "third")


class Texts(list):
    """A column that takes texts as they are."""

    wrong_texts = 0


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Write a file below a header, and return its rows, the line of each, and its faults."""
    path = tmp_path_factory.mktemp("rows") / "file.csv"

    def read(text, wanted=3):
        header = HEADER[:wanted]
        path.write_bytes("".join([",".join(header), "\n", text]).encode())
        found = Loaded(Table("rows", path.name, ()), {name: Texts() for name in header}, [])
        read_file(path, path.parent, found)
        faults = [(one.row, one.wrong, one.right) for one in found.problems]
        return list(zip(*found.columns.values(), strict=True)), found.lines, faults

    return read


@settings(max_examples=500, derandomize=True)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12), wanted=st.sampled_from([1, 2, 3]))
def test_rows_are_what_the_csv_module_reads_and_all_else_is_told(read, pieces, wanted):
    text = "".join([*pieces, "\n"])
    rows, lines, faults = read(text, wanted)
    for row, line in zip(rows, lines, strict=True):
        (alone,) = csv.reader([text.split("\n")[line - 2]], strict=True)
        assert list(row) == alone
        assert len(row) == wanted
    told = {line for line, *_ in faults}
    assert told.isdisjoint(lines)
    assert len(told) == len(faults), "each row is told once"
    if not faults:
        assert lines == list(range(2, 2 + text.count("\n"))), "each line is one row"


@settings(max_examples=200, derandomize=True)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
)
def test_however_a_writer_quotes_sound_rows_they_are_read(read, rows, quoting):
    rows = [("x" + one, *others) for one, *others in rows]
    file = io.StringIO()
    csv.writer(file, quoting=quoting, lineterminator="\n").writerows(rows)
    assert read(file.getvalue()) == (rows, list(range(2, 2 + len(rows))), [])


@pytest.mark.parametrize(
    ("text", "wanted", "told"),
    [
        ("a\nb\n", 3, [2, 3]),  # short rows that together have the cells of one
        ('a,"b\n', 2, [2]),
        ('a,"b\nc",d\n', 2, [2]),
        ('a,"b"c\n', 2, [2]),
        ("a,b\n , \n", 2, [3]),
        ("\n", 1, [2]),
    ],
)
def test_what_is_not_plainly_a_row_a_line_is_told_by_its_first_line(read, text, wanted, told):
    assert [line for line, *_ in read("a,b,c\n"[: 2 * wanted - 1] + "\n" + text, wanted)[2]] == [
        line + 1 for line in told
    ]


@pytest.mark.parametrize(
    "text",
    ["", "nor ", " nor", "=nor", "-nor", "\uff0bnor", "n\tr", "\ufffd", "n\u202er"],
)
def test_one_odd_text_among_sound_ones_is_told_where_it_stands(text):
    column, told = Column(Field("name", "string", required=True)), []
    column.extend(["sud", text, "sud"])
    column.close(lambda place, *_: told.append(place))
    assert told == [1]


@settings(max_examples=100, derandomize=True)
@given(st.sampled_from(FIELDS), st.lists(st.lists(TEXTS, min_size=1, max_size=4), max_size=6))
@pytest.mark.parametrize("different", [0, 300])
def test_a_column_reads_each_cell_as_if_it_were_alone(different, field, blocks):
    blocks = [*blocks, [f"n{number}" for number in range(different)] or ["x"], *blocks]
    told, expected = [], []
    column = Column(field)
    for texts in blocks:
        column.extend(texts)
    column.close(lambda *fault: told.append(fault))
    found = [read_cell(text, field) for texts in blocks for text in texts]
    readings = [one if isinstance(one, Faulty) else Faulty(one, [], usable=True) for one in found]
    for place, reading in enumerate(readings):
        expected.extend((place, *fault) for fault in reading.faults)
    assert told == expected
    assert column.cells == [reading.value for reading in readings]
    assert column.faulty == {place for place, reading in enumerate(readings) if not reading.usable}
    assert set(column.values) == set(column.cells) - {None}
