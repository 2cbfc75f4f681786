"""A record that lies is told from one that is missing, and nothing in a file harms its reader."""

import json
import re

import pytest
from headcount.charts import contents
from headcount.cli import main
from headcount.publish import verify
from headcount.publish.metadata import Broken, of
from headcount.publish.verify.receipt import InvalidReceipt, content, parse
from hypothesis import given
from hypothesis import strategies as st

from .conftest import CHART, FIGURE


@pytest.fixture(scope="module")
def receipt(small_kit):
    return json.loads((small_kit.folder / f"{CHART}-receipt.json").read_text(encoding="utf-8"))


def signed(receipt, *, record=True):
    """Reckon the checksum anew, and the record id, as somebody who knows how could."""
    rest = {name: value for name, value in receipt.items() if name != "check"}
    if record:
        rest["record"] = contents.record_id(content(rest))
    return rest | {"check": contents.digest(rest)}


def edited(receipt, value):
    figures = [
        one | {"value": value} if one["figure_id"] == FIGURE else one for one in receipt["figures"]
    ]
    return receipt | {"figures": figures}


def told(data, tmp_path, text):
    path = tmp_path / "found-receipt.json"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    (answer,) = verify.read(data, [path]).answers
    return answer.code, answer.state, answer.why


def test_an_edited_value_is_told(data, tmp_path, receipt):
    answer = told(data, tmp_path, json.dumps(edited(receipt, 9)))
    assert answer == (4, "damaged", "Its receipt was changed after it was made.")


def test_an_edited_value_under_a_new_checksum_does_not_fit_the_record_id(data, tmp_path, receipt):
    answer = told(data, tmp_path, json.dumps(signed(edited(receipt, 9), record=False)))
    assert answer == (4, "damaged", "Its receipt does not fit its own record id.")


def test_an_edited_value_under_a_new_record_id_is_not_what_the_data_says(data, tmp_path, receipt):
    code, state, _ = told(data, tmp_path, json.dumps(signed(edited(receipt, 9))))
    assert (code, state) == (4, "altered")


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda r: r | {"receipt": 99}, "has the format 99"),
        (lambda r: {k: v for k, v in r.items() if k != "figures"}, "lacks figures"),
        (lambda r: signed(edited(r, "many")), "not built as a receipt"),
        (lambda r: signed(edited(r, True)), "not built as a receipt"),
        (lambda r: signed(edited(r, 10**400)), "cannot be read"),
        (lambda r: signed(r | {"figures": [{}]}), "not built as a receipt"),
        (lambda r: signed(r | {"figures": 5}), "not built as a receipt"),
        (lambda r: signed(r | {"figures": r["figures"] * 500}), "not built as a receipt"),
        (lambda r: signed(r | {"notes": [[]]}), "not built as a receipt"),
        (lambda r: signed(r | {"headline": ["a"]}), "not built as a receipt"),
        (lambda r: signed(r | {"files": 3}), "not built as a receipt"),
        (lambda r: signed(r | {"files": list(r["files"])}), "not built as a receipt"),
        (lambda r: signed(r | {"files": ""}), "not built as a receipt"),
        (lambda r: signed(r | {"files": {"../x": "0" * 64}}), "not built as a receipt"),
        (lambda r: signed(r | {"files": {"x": "short"}}), "not built as a receipt"),
        (lambda r: signed(r | {"states": {"a": 1}}), "cannot be read"),
        (lambda r: signed(r | {"states": ""}), "cannot be read"),
        (lambda r: signed(r | {"notes": ""}), "not built as a receipt"),
        (lambda r: signed(r | {"figures": {}}), "not built as a receipt"),
        (lambda r: signed(r | {"sources": ""}), "not built as a receipt"),
        (lambda r: signed(r | {"headline": "x" * 100_000}), "not built as a receipt"),
        (lambda r: signed(r | {"data": r["data"] | {"tables": []}}), "not built as a receipt"),
        (lambda r: signed(r | {"data": None}), "not built as a receipt"),
        (lambda r: signed(r | {"choice": "x"}), "not built as a receipt"),
    ],
    ids=[
        "format",
        "no figures",
        "words for a number",
        "yes for a number",
        "no float is so large",
        "empty figure",
        "a number of figures",
        "too many",
        "notes",
        "headline",
        "files",
        "files in a list",
        "files in no words",
        "a file elsewhere",
        "a short hash",
        "states by name",
        "states in no words",
        "notes in no words",
        "figures by name",
        "sources in no words",
        "an overlong headline",
        "tables in a list",
        "data",
        "choice",
    ],
)
def test_a_receipt_that_is_not_built_as_one_is_told(data, tmp_path, receipt, spoil, why):
    _, state, said = told(data, tmp_path, json.dumps(spoil(receipt)))
    assert state == ("unknown" if "format" in why else "damaged")
    assert why in said


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        '{"receipt": 2, "x": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"receipt": ' * 50_000,
        '{"receipt": 2, "record": 1, "record": 2}',
        '{"receipt": 2, "x": NaN}',
        '{"receipt": 2, "x": 1e999}',
        '{"receipt": 2, "x": ' + "9" * 100_000 + "}",
        '{"receipt": 2',
        "{}" + '"receipt"',
        '{"receipt": "\ud800"}',
    ],
    ids=["deep", "deeper", "twice", "nan", "inf", "digits", "cut", "two", "surrogate"],
)
def test_hostile_json_is_broken_and_harms_nobody(data, tmp_path, text):
    _, state, why = told(data, tmp_path, text)
    assert state in {"damaged", "unknown"}
    assert why


@pytest.mark.parametrize(
    "choice",
    [
        {"package": 1},
        {"form": "no-such-form"},
        {"measure": "active", "source": "no-such-source"},
        {"x": "y" * 5000},
        {"measure": ["a"], "source": {}},
        {"form": []},
        {"form": {"a": {}}},
        {"": ""},
    ],
)
def test_a_choice_that_makes_no_chart_of_its_figures_is_altered(data, tmp_path, receipt, choice):
    path = tmp_path / "x.json"
    path.write_text(json.dumps(signed(receipt | {"choice": choice})), encoding="utf-8")
    (answer,) = verify.read(data, [path]).answers
    assert (answer.code, answer.state) == (4, "altered")
    assert answer.since.untold


def test_words_of_a_file_cannot_move_the_terminal(data, tmp_path, receipt):
    lie = signed(receipt | {"headline": "\x1b[2J\u202egnorw\x07"})
    path = tmp_path / "x.json"
    path.write_text(json.dumps(lie), encoding="utf-8")
    text = verify.read(data, [path]).text()
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)


# Any file that was damaged anywhere


class Quiet(dict):
    """Half a megabyte that does not print itself."""

    def __repr__(self):
        return "the files"


@pytest.fixture(scope="module")
def laden(kit):
    """Give one file of each kind as it is exported."""
    kinds = ("phone.png", "phone.svg", "print.pdf", "desk.html", "receipt.json")
    return Quiet((kind, (kit.folder / f"{CHART}-{kind}").read_bytes()) for kind in kinds)


@pytest.fixture(scope="module")
def truth(laden):
    found = Quiet()
    for kind, whole in laden.items():
        found[kind] = [parse(text) for text in of(whole).receipts]
        assert len(found[kind]) == 1
    return found


DAMAGE = st.one_of(
    st.tuples(st.just("flip"), st.floats(0, 1, exclude_max=True), st.integers(1, 255)),
    st.tuples(st.just("cut"), st.floats(0, 1, exclude_max=True), st.just(0)),
    st.tuples(st.just("double"), st.floats(0, 1, exclude_max=True), st.integers(1, 4000)),
    st.tuples(st.just("drop"), st.floats(0, 1, exclude_max=True), st.integers(1, 4000)),
    st.tuples(st.just("digit"), st.floats(0, 1, exclude_max=True), st.integers(0, 9)),
)


def damaged(whole, how):
    what, share, size = how
    place = int(share * len(whole))
    match what:
        case "flip":
            return whole[:place] + bytes([whole[place] ^ size]) + whole[place + 1 :]
        case "cut":
            return whole[:place]
        case "double":
            return whole[: place + size] + whole[place:]
        case "drop":
            return whole[:place] + whole[place + size :]
    digits = [found.start() for found in re.finditer(rb"\d", whole)]
    if not digits:
        return whole
    at = digits[int(share * len(digits))]
    return whole[:at] + b"%d" % size + whole[at + 1 :]


@pytest.mark.browser
@pytest.mark.parametrize(
    "kind", ["phone.png", "phone.svg", "print.pdf", "desk.html", "receipt.json"]
)
@given(damages=st.lists(DAMAGE, min_size=1, max_size=3))
def test_a_damaged_file_never_gives_a_record_that_is_not_the_one_it_was_given(
    laden, truth, kind, damages
):
    spoilt = laden[kind]
    for how in damages:
        spoilt = damaged(spoilt, how) or b"0"
    try:
        found = [parse(text) for text in of(spoilt).receipts]
    except (Broken, InvalidReceipt):
        return
    assert all(one == truth[kind][0] for one in found)


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["phone.svg", "print.pdf", "desk.html", "receipt.json"])
def test_the_command_never_calls_an_altered_record_current(laden, kind, desk, tmp_path, capsys):
    record = laden[kind].index(b"1140000")
    for change in (b"2", b"\0", b"\xff", b'"', b"<"):
        path = tmp_path / f"x-{kind}"
        path.write_bytes(laden[kind][:record] + change + laden[kind][record + 1 :])
        assert main(["read", str(path), "--data", str(desk.data)]) in {3, 4}
        assert "current" not in capsys.readouterr().out
