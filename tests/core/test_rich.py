"""Answers as a notebook shows them: headings, lists and tables; text from data stays text."""

import json
import pickle
import re
from dataclasses import replace
from html import unescape

import headcount as hc
import pytest
from headcount.core.rich import Rich, Section
from IPython.core.formatters import DisplayFormatter

NASTY = "<img src=x onerror=alert(1)> *bold* [a](https://x.example) `code` $x$ | # & \\( _it_ ~s~"


class Told(Rich):
    def blocks(self):
        return [
            Section(NASTY, paragraphs=[f"1. {NASTY}", f"- {NASTY}", "two\n\nlines"]),
            Section(entries=[NASTY]),
            Section(table=[[NASTY, "of"], ["a|b", "9"]]),
        ]


def rendered(markdown):
    """Return the HTML that Jupyter's own converter makes of it."""
    from nbconvert.filters import markdown2html

    return markdown2html(markdown)


def seen(page):
    """Return the text of a page."""
    return unescape(re.sub(r"<[^>]+>", " ", page))


def words(text):
    return set(re.findall(r"[\w.,]*\w", text))


@pytest.fixture(scope="module")
def answers():
    data = hc.read()
    chart = hc.named(data, "fourth-largest")
    pair = "chn-active-cia-factbook-2022", "ind-active-cia-factbook-2022"
    return {
        "record": hc.record(data, "prk-active-cia-factbook-2022-08-04"),
        "comparison": hc.compare(data, *pair),
        "sensitivity": hc.sensitivity(chart),
        "check": hc.check(),
        "notes": chart.notes,
        "sentence": chart.sentence,
        "words": hc.words(chart.rows),
    }


def test_text_stays_text_on_a_page():
    page = Told()._repr_html_()
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_text_stays_text_in_markdown():
    page = rendered(Told()._repr_markdown_())
    for tag in ("<img", "<a ", "<em", "<del", "<ol", "<code", "<h1", "<h2", "math"):
        assert tag not in page, tag
    assert page.count("<strong") == 1  # the heading
    assert page.count("<table") == 1
    assert page.count("<td") == 2
    assert page.count("<li") == 1
    assert "*bold*" in page
    assert "https://x.example" in page


KINDS = ["record", "comparison", "sensitivity", "check", "notes", "sentence", "words"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_says_in_html_and_markdown_what_it_says_as_text(answers, kind):
    answer = answers[kind]
    told = words(answer.text()) - {"A", "B"}  # the marks of the two sides in a terminal
    assert told <= words(seen(answer._repr_html_()))
    assert told <= words(seen(rendered(answer._repr_markdown_())))


@pytest.mark.parametrize("kind", KINDS)
def test_where_a_page_shows_plain_text_it_is_the_answers_own(answers, kind):
    shown, _ = DisplayFormatter().format(answers[kind])
    assert shown["text/plain"] == answers[kind].text()
    assert {"text/html", "text/markdown"} <= set(shown)


def test_python_prints_an_answer_as_its_text_and_a_chart_as_its_words(answers, beds):
    for answer in answers.values():
        if not isinstance(answer, str):
            assert str(answer) == repr(answer) == answer.text()
    chart = hc.chart(hc.read(beds.path).figures.head(3))
    assert repr(chart).startswith(f"{chart.headline}\n\n")
    assert repr(chart).endswith(f"\n\n{chart.source_line}\n\n{chart.why}")


def test_a_sentence_is_a_text_as_any_other(answers):
    sentence = answers["sentence"]
    assert isinstance(sentence, str)
    assert json.loads(json.dumps(sentence)) == sentence
    assert pickle.loads(pickle.dumps(sentence)) == sentence


def test_a_record_names_its_figure_and_its_sections(answers):
    html = answers["record"]._repr_html_()
    assert "<code>prk-active-cia-factbook-2022-08-04</code>" in html
    assert "<strong>Caveats</strong>" in html
    assert html.count("<li>") >= len(answers["record"].notes)


def test_the_places_of_a_name_are_a_table(answers):
    found = answers["sensitivity"]
    assert found._repr_html_().count("<tr>") == len(found.alternatives) + 1
    assert found.sentence() in found._repr_markdown_().replace("\\", "")


def test_markup_in_data_is_shown_and_not_obeyed(answers):
    record = answers["record"]
    spoilt = replace(record, figure={**record.figure, "definition": NASTY}, subject=NASTY)
    assert "<img" not in spoilt._repr_html_()
    assert "<img" not in rendered(spoilt._repr_markdown_())


def test_a_check_lists_its_faults(beds):
    beds.edit("beds.csv", ",900,", ",<b>900,")
    found = hc.check(beds.path)
    assert "&lt;b&gt;900" in found._repr_html_()
    assert "<b>" not in found._repr_html_()
    assert found._repr_html_().count("<li>") == len(found.problems)


def test_an_item_keeps_its_lines_and_none_of_them_begins_a_list():
    class Lines(Rich):
        def blocks(self):
            return [Section(entries=["Said *so*.\n- Use: this.\n1. Caveat.", "Another."])]

    for page in (Lines()._repr_html_(), rendered(Lines()._repr_markdown_())):
        first, second = re.findall(r"<li>(.*?)</li>", page, re.DOTALL)
        lines = [" ".join(seen(one).split()) for one in re.split(r"<br\s*/?>", first)]
        assert lines == ["Said *so*.", "- Use: this.", "1. Caveat."]
        assert "Another." in second
