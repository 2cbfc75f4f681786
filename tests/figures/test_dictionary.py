"""The data dictionary: it says what the descriptor says, all of it and nothing else."""

from __future__ import annotations

import json
import re

import pytest
from headcount.cli import main
from headcount.figures import dictionary, package


def cells(page):
    """The first cell of each row of the page's tables, with what follows it."""
    rows = re.findall(r"^\| (`[^`]+`|\[`[^`]+`\]\([^)]*\)) \| (.*) \|$", page, flags=re.M)
    return [(re.sub(r"[\[`]|\]\(.*", "", first), rest) for first, rest in rows]


def test_the_readme_of_the_projects_data_is_the_dictionary():
    """Mend it with `headcount dictionary --write`."""
    read = package.read()
    assert (read.path / "README.md").read_text("utf-8") == dictionary.dictionary(read)


@pytest.mark.parametrize("folder", ["beds", "wards"])
def test_page_and_descriptor_agree_in_both_directions(folder, request):
    read = package.read(request.getfixturevalue(folder).path)
    page = dictionary.dictionary(read)
    told = {first for first, _ in cells(page)}
    described = set()
    for table in read.tables:
        described.add(read.resource(table)["path"])
        for field in read.fields(table):
            described.add(field["name"])
            described.update(str(one["value"]) for one in field.get("categories", []))
            for sentence in (field["description"], read.resource(table)["description"]):
                assert sentence in page
    assert told == described


def test_what_all_tables_of_figures_share_is_told_once(beds):
    page = dictionary.dictionary(package.read(beds.path))
    firsts = [first for first, _ in cells(page)]
    assert firsts.count("evidence") == 1
    assert firsts.count("part_of") == 1
    assert firsts.count("region") == 3, "two tables of figures and the table of regions"


def test_a_column_told_otherwise_in_one_table_is_told_there(beds):
    beds.edit("datapackage.json", "Where in the source.", "Which page of the register.")
    page = dictionary.dictionary(package.read(beds.path))
    assert [rest for first, rest in cells(page) if first == "locator"] == [
        "Which page of the register. | text; required",
        "Where in the source. | text; required",
    ]


def test_rules_are_said_in_words(wards, beds):
    page = dict(cells(dictionary.dictionary(package.read(wards.path))))
    assert page["share"].endswith("| number; may be empty; more than 0; at most 1")
    assert page["code"].endswith("there once; at least 2 characters; at most 4 characters")
    assert page["next_ward"].endswith("| whole number; may be empty; a `ward` of this same table")
    page = dict(cells(dictionary.dictionary(package.read(beds.path))))
    assert page["as_of"].endswith("| date; required")
    assert page["region"].endswith("there once; a code of three capital letters, such as NOR")
    assert "of the form `[a-z]{2}`" in page["language"], "no words are given for it"
    assert page["relies_on"].endswith("| text; may be empty; a `source_id` of this same table")


def test_what_a_qualifier_demands_is_said(beds):
    page = dictionary.dictionary(package.read(beds.path))
    assert "| `range` | required | empty | required |" in page
    assert "| `range` | between | Two ends and no point. |" in page
    assert "`estimated` | optional" not in page, "this package does not use it"


def test_every_link_inside_the_page_has_its_heading(beds):
    page = dictionary.dictionary(package.read(beds.path))
    headings = re.findall(r"^#+ (.*)$", page, flags=re.M)
    anchors = {re.sub(r"[^a-z0-9 _-]", "", one.lower()).replace(" ", "-") for one in headings}
    links = set(re.findall(r"\]\(#([^)]*)\)", page))
    assert links
    assert links <= anchors
    assert len(anchors) == len(headings)


def test_what_belongs_to_no_column_comes_from_the_descriptor_too(beds):
    page = dictionary.dictionary(package.read(beds.path))
    assert "## What is left out\n\n- Beds in private homes.\n- Beds that nobody counts.\n" in page
    assert "## How to cite a figure\n\nHospital beds of two regions, figure" in page


@pytest.mark.parametrize("about", ["text", [1], [{"title": "x"}], [{"title": "x", "text": [1]}]])
def test_an_about_that_cannot_be_printed_is_a_fault(beds, about):
    path = beds.path / "datapackage.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "about": about}))
    (line,) = beds.faults()
    assert line.startswith("datapackage.json:about")


def test_a_bar_and_a_tag_stay_text(beds):
    beds.edit("datapackage.json", "Where the beds stand.", "North | <b>South</b>.")
    page = dictionary.dictionary(package.read(beds.path))
    assert "| `region` | North &#124; &lt;b&gt;South&lt;/b&gt;. | text" in page


def test_the_verb_prints_or_writes(beds, capsys):
    assert main(["dictionary", str(beds.path)]) == 0
    page = capsys.readouterr().out
    assert not (beds.path / "README.md").exists()
    assert main(["dictionary", str(beds.path), "--write"]) == 0
    assert (beds.path / "README.md").read_text("utf-8") == page
    assert beds.faults() == []


def test_an_unsound_folder_gets_no_dictionary(beds, capsys):
    beds.edit("beds.csv", ",NOR,", ",NRO,")
    assert main(["dictionary", str(beds.path), "--write"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        *beds.faults(),
        "The data folder has errors. Nothing was done.",
    ]
    assert not (beds.path / "README.md").exists()


def test_the_page_counts_by_table_how_closely_figures_were_read(beds):
    word, twice = '"value": "read-in-excerpt"', '"value": "read-twice", "label": "read twice"'
    beds.edit("datapackage.json", '"read-in-excerpt"', '"read-twice", "read-in-excerpt"')
    beds.edit("datapackage.json", word, f'{twice}, "description": "Twice."}}, {{{word}')
    beds.edit("beds.csv", "read-in-excerpt", "read-twice")
    page = dictionary.dictionary(package.read(beds.path))
    assert "Readings: 1 read twice (12%), 7 read in an excerpt (88%)." in page
    assert "| table | read twice | read in an excerpt |\n| --- | --- | --- |\n" in page
    counted = re.findall(r"^\| [A-Z][a-z ]+ \| (\d+) \| (\d+) \|$", page, flags=re.M)
    assert counted == [("1", "5"), ("0", "2")]


MARKUP = (
    "<img src=x onerror=alert(1)>",
    "[here](javascript:alert(1))",
    "![x](http://127.0.0.1/pixel)",
    "# A heading",
    "1. a list",
    "| a | table |",
    "<!-- hidden",
    "``` a fence",
    "http://127.0.0.1/",
    "**bold**\n\n# A heading",
)


@pytest.mark.parametrize("text", MARKUP)
def test_what_a_descriptor_says_is_text_in_markdown_and_no_markup(beds, text):
    """Each text of it is spoilt; the page renders to the same elements as before."""
    import mistune  # nbconvert's own reader of Markdown

    def parts(tokens):
        for one in tokens:
            yield one
            yield from parts(one.get("children", ()))

    def tags(page):
        tokens = list(parts(mistune.create_markdown(renderer=None, plugins=["table"])(page)))
        kinds = [one["type"] for one in tokens if one["type"] not in ("text", "softbreak")]
        return sorted(kinds), [one["attrs"]["url"] for one in tokens if one["type"] == "link"]

    path = beds.path / "datapackage.json"
    sound = package.read(beds.path)
    content = json.loads(path.read_text())

    def spoil(part):
        for name, value in part.items() if isinstance(part, dict) else enumerate(part):
            if name in ("description", "text") and isinstance(value, str):
                part[name] = f"{text} {value}"
            elif name in ("title", "label", "says", "version") and isinstance(value, str):
                part[name] = f"{text} {value}".replace("\n", " ")
            elif isinstance(value, dict | list):
                spoil(value)

    spoil(content)
    path.write_text(json.dumps(content))
    (kinds, leads), (were, led) = (
        tags(dictionary.dictionary(one)) for one in (package.read(beds.path), sound)
    )
    assert kinds == were
    assert [one for one in leads if one[0] != "#"] == [one for one in led if one[0] != "#"]
