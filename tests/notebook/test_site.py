"""The notebooks as plain pages: what leads from one to another does so there too."""

import re
from html import unescape

import nbformat
import pytest
from headcount.cli import main
from headcount.core.wording import COLUMNS
from headcount.figures.package import read
from headcount.notebook.site import build
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook


def built(data, folder, *cells, live=None):
    """Build a site of one notebook in a folder; return its page."""
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    page = new_notebook(cells=[new_markdown_cell("# A question"), *cells])
    nbformat.write(page, notebooks / "01-one.ipynb")
    return build(data, notebooks, folder / "site", live=live).parent / "01-one.html"


def test_a_link_from_one_notebook_to_another_leads_to_its_page(data, tmp_path):
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    for name, other in (("01-one", "02-two"), ("02-two", "01-one")):
        words = f"# A question\n\n[there]({other}.ipynb#part) [far](https://example.org/a.ipynb)"
        page = new_notebook(cells=[new_markdown_cell(words)])
        nbformat.write(page, notebooks / f"{name}.ipynb")
    first = build(data, notebooks, tmp_path / "site")
    page = (first.parent / "01-one.html").read_text(encoding="utf-8")
    links = re.findall(r"<main>.*", page, re.DOTALL)[0]
    assert 'href="02-two.html#part"' in links
    assert 'href="https://example.org/a.ipynb"' in links


@pytest.mark.browser
def test_a_line_that_a_cell_printed_stays_one_line(data, page, tmp_path):
    file = built(data, tmp_path, new_code_cell(f"print('{'m ' * (COLUMNS // 2)}')"))
    page.set_viewport_size({"width": 800, "height": 800})
    page.goto(file.as_uri())
    said = page.locator("pre.said")
    lines = "getComputedStyle(one)"
    assert said.evaluate(
        f"one => (one.clientHeight - 2 * parseFloat({lines}.paddingTop))"
        f" / parseFloat({lines}.lineHeight)"
    ) == pytest.approx(1, abs=0.1)


def test_what_answers_only_in_the_lab_is_left_out_and_one_line_leads_there(data, tmp_path):
    explorer = (
        "from headcount.figures import package\nfrom headcount.notebook.explore import explore\n"
    )
    explorer += "explore(package.read(), 'fourth-largest')"
    cells = [
        new_markdown_cell("Choose Run All Cells.", metadata={"tags": ["lab"]}),
        new_markdown_cell("Change a control.", metadata={"tags": ["live"]}),
        new_code_cell("print('a list to search')", metadata={"tags": ["live"]}),
        new_code_cell(explorer),
        new_markdown_cell("What holds on paper."),
    ]
    page = built(data, tmp_path, *cells).read_text(encoding="utf-8")
    for gone in ("Run All Cells", "Change a control", "a list to search"):
        assert gone not in page
    assert "What holds on paper" in page
    assert page.count("<iframe") == page.count("This page does not change.") == 1
    assert "make lab" not in page


def test_a_page_leads_to_its_notebook_where_that_runs(data, tmp_path):
    live, site = tmp_path / "live", tmp_path / "site"
    (live / "lab").mkdir(parents=True)
    (live / "lab" / "index.html").write_text("<p>It runs.</p>", encoding="utf-8")
    live_words = ("Change a control.", "Change another.")
    cells = [new_markdown_cell(one, metadata={"tags": ["live"]}) for one in live_words]
    page = built(data, tmp_path, *cells, live=live).read_text(encoding="utf-8")
    (address,) = re.findall(r'<a href="([^"]+)">Try it</a>', page)
    assert address == "live/lab/index.html?path=notebooks/01-one.ipynb"
    assert (site / address.partition("?")[0]).read_text("utf-8") == "<p>It runs.</p>"
    # built again, without: what an earlier site left is replaced as a whole
    build(data, tmp_path / "notebooks", site)
    assert not (site / "live").exists()
    assert "Try it" not in (site / "01-one.html").read_text(encoding="utf-8")


def test_an_answer_stands_on_a_page_as_in_the_notebook_and_no_word_of_it_is_markup(data, tmp_path):
    """A sentence to quote is a quote in type that is read, and no print-out."""
    answer = "from headcount.core.rich import Quote\nQuote('Reports of *100,000* <b>troops</b>.')"
    page = built(data, tmp_path, new_code_cell(answer)).read_text(encoding="utf-8")
    (said,) = re.findall(r"<blockquote>(.*?)</blockquote>", page, re.DOTALL)
    assert re.sub(r"</?p>|\s+$|^\s+", "", said).count("<") == 0
    assert "Reports of *100,000* <b>troops</b>." in unescape(said)


@pytest.mark.browser
def test_a_printed_paragraph_fills_the_lines_of_a_phone(data, page, tmp_path):
    words = "from headcount.core.wording import paragraph\nprint(paragraph('so many words ' * 30))"
    file = built(data, tmp_path, new_code_cell(words))
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(file.as_uri())
    *lines, _ = page.locator("pre.said").evaluate(
        """one => {
          const all = document.createRange();
          all.selectNodeContents(one);
          const lines = new Map();  // a break has a box of its own, beside that of the words
          for (const {top, width} of all.getClientRects()) {
            lines.set(top, Math.max(width, lines.get(top) ?? 0));
          }
          return [...lines.values()].map(width => width / one.clientWidth);
        }"""
    )
    assert len(lines) > 5
    assert min(lines) > 0.75


@pytest.mark.browser
def test_a_printed_table_keeps_its_columns_on_a_phone_and_can_be_scrolled(data, page, tmp_path):
    table = f"print('about 1.28 million{' ' * 20}2021{' ' * 20}a source\\nnone  2022  another')"
    file = built(data, tmp_path, new_code_cell(table))
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(file.as_uri())
    said = page.locator("pre.said")
    assert said.evaluate("one => one.scrollWidth > one.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= 375")


def test_its_cells_and_its_charts_read_the_data_that_the_site_is_of(beds, tmp_path):
    own = read(beds.path)
    cell = new_code_cell(
        "from headcount.figures import package\nprint(package.read().descriptor['title'])"
    )
    page = built(own, tmp_path, cell).read_text(encoding="utf-8")
    assert f"<pre class=said>{own.descriptor['title']}\n</pre>" in page


def test_what_a_notebook_writes_beside_itself_is_not_there_for_the_next_site(data, tmp_path):
    writes = "from pathlib import Path\nprint(Path('../mine').exists())\nPath('../mine').mkdir()"
    notebooks = built(data, tmp_path, new_code_cell(writes)).parent.parent / "notebooks"
    again = build(data, notebooks, tmp_path / "site").parent / "01-one.html"
    assert "<pre class=said>False\n</pre>" in again.read_text(encoding="utf-8")
    assert not (tmp_path / "mine").exists()


@pytest.mark.slow
def test_an_earlier_site_is_replaced_and_what_is_none_is_kept(data, tmp_path, capsys):
    site = built(data, tmp_path).parent
    (tmp_path / "notebooks" / "01-one.ipynb").rename(tmp_path / "notebooks" / "02-two.ipynb")
    asked = ["site", str(tmp_path / "notebooks"), "--out", str(site)]
    assert main(asked) == 0
    assert {file.name for file in site.glob("*.html")} == {"index.html", "02-two.html"}
    (site / "CNAME").write_text("news.example.org")
    capsys.readouterr()
    assert main(asked) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{site} holds CNAME" in said.err
    assert (site / "CNAME").read_text() == "news.example.org"


def test_a_folder_that_takes_no_site_is_named_and_a_missing_one_is_made(data, tmp_path, capsys):
    built(data, tmp_path)
    asked = ["site", str(tmp_path / "notebooks"), "--out"]
    assert main([*asked, str(tmp_path / "not" / "yet" / "there")]) == 0
    (tmp_path / "file").write_text("a file")
    capsys.readouterr()
    within = tmp_path / "file" / "site"
    assert main([*asked, str(within)]) == 1
    assert capsys.readouterr().err.startswith(f"{within} cannot be written to: ")


def test_a_folder_without_a_notebook_is_no_site(tmp_path, capsys):
    assert main(["site", str(tmp_path), "--out", str(tmp_path / "site")]) == 1
    assert "holds no notebook" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
