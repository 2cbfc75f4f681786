"""What is read many at once is what is read one by one: rows, cells and their forms."""

from __future__ import annotations

import csv
import io
import re

import pytest
from headcount.figures.package.cells import are_formed, glance, read_cell
from headcount.figures.package.column import Column
from headcount.figures.package.schema import Field
from headcount.figures.package.split import part
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
    Field("name", "string", pattern=re.compile("[a-z0-9]+(-[a-z0-9]+)*")),
    Field("name", "string", enum=("nor", "NOR")),
    Field("value", "integer", limits={"minimum": 0, "exclusiveMaximum": 1500}),
    Field("value", "number"),
    Field("value", "year"),
]


def parted(text):
    """Return the rows that are plainly there, or None, and those that the csv module reads."""
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    except csv.Error:
        rows = None
    return {wanted: part(text, wanted) for wanted in (1, 2, 3)}, rows


@settings(max_examples=500, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_lines_are_parted_as_the_csv_module_parts_them_or_not_at_all(pieces):
    text = "".join([*pieces, "\n"])
    found, rows = parted(text)
    for wanted, columns in found.items():
        if columns is not None:
            assert list(map(list, zip(*columns, strict=True))) == rows
            assert len(rows) == text.count("\n"), "each line is one row"
            assert {len(row) for row in rows} == {wanted}


@settings(max_examples=200, derandomize=True)
@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
)
def test_however_a_writer_quotes_sound_rows_they_are_parted_at_once(rows, quoting):
    rows = [("first", "second", "third"), *(("x" + one, *others) for one, *others in rows)]
    file = io.StringIO()
    csv.writer(file, quoting=quoting, lineterminator="\n").writerows(rows)
    assert list(zip(*part(file.getvalue(), 3), strict=True)) == rows


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("a\nb\n", 3),  # short rows that together have the cells of one
        ('a,"b\n', 2),
        ('a,"b\nc",d\n', 2),
        ('a,"b"c\n', 2),
        ('a,b"\n', 2),
        ("a,b\n , \n", 2),
        ("\n", 1),
    ],
)
def test_what_is_not_plainly_a_row_a_line_is_left_to_a_closer_look(lines, wanted):
    assert part(lines, wanted) is None


@settings(max_examples=300, derandomize=True)
@given(st.sampled_from(FIELDS), st.lists(TEXTS, min_size=1, max_size=6))
def test_a_glance_sees_what_a_look_at_each_sees_or_nothing(field, texts):
    values, readings = glance(texts, field), [read_cell(text, field) for text in texts]
    if values is not None:
        assert list(values) == [reading.value for reading in readings]
        assert not any(reading.told for reading in readings)


@pytest.mark.parametrize(
    "text",
    ["", "nor ", " nor", "=nor", "-nor", "\uff0bnor", "n\tr", "n\u00a0r", "\ufffd", "n\u202er"],
)
def test_a_glance_is_not_deceived_by_one_odd_text_among_sound_ones(text):
    assert glance(["sud", text, "sud"], Field("name", "string")) is None
    assert glance(["sud", "sud"], Field("name", "string")) == ["sud", "sud"]


@settings(max_examples=300, derandomize=True)
@given(
    st.sampled_from(
        ["[A-Z]{3}", "[^a]*", "a$", "(?i)a", "a|ab", r"\D+", ".+", "(a|b)+(c)?", "[!-~]"]
    ),
    st.lists(st.text(st.sampled_from("abcABC1 -")), min_size=1, max_size=5),
)
def test_texts_have_a_form_where_each_has_it(form, texts):
    pattern = re.compile(form)
    assert are_formed(texts, pattern) == all(map(pattern.fullmatch, texts))


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
    readings = [read_cell(text, field) for texts in blocks for text in texts]
    for place, reading in enumerate(readings):
        expected.extend((place, *fault) for fault in reading.told)
    assert told == expected
    assert column.cells == [reading.value for reading in readings]
    assert column.faulty == {place for place, reading in enumerate(readings) if reading.faulty}
    assert set(column.values) == set(column.cells) - {None}
    assert column.filled == [at for at, cell in enumerate(column.cells) if cell is not None]
