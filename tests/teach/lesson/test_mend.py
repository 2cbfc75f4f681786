"""A misleading variant breaks the rules of its manner and no other; mending undoes it."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from headcount.charts.chart import chart_names, named_chart
from headcount.core.errors import NotAnAnswer
from headcount.figures import package
from headcount.render.svg import to_svg
from headcount.teach.lesson import Lesson, misleading
from headcount.teach.lesson.mend import CHANGES, HARM
from headcount.teach.lesson.misleading import CREDIT, MANNERS, ONE_FORM, misleading_variant

DATA = package.read()
CHARTS = {name: named_chart(DATA, name) for name in chart_names(DATA)}
FORMS = {chart.form: chart for chart in reversed(CHARTS.values())}  # the first of each form
BROKEN = CHARTS["jump-of-2016"]  # a history in which the way of counting changes
BALD = "They are coming"


def broken(chart, honest):
    return {rule.name for rule in misleading.broken(chart, honest)}


@pytest.mark.parametrize("name", CHARTS)
def test_a_printed_chart_keeps_every_rule(name):
    chart = CHARTS[name]
    assert broken(chart, chart) == set()


@pytest.fixture
def third(taught):
    """Give the third lesson, run."""
    return taught[2]


WAYS = ("bounds", "rows", "headline", "source", "notes")


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        *((form, wrong) for form in FORMS for wrong in WAYS),
        *((form, wrong) for wrong, form in ONE_FORM.items()),
    ],
)
def test_every_form_can_mislead(form, wrong):
    chart = BROKEN if wrong == "breaks" else FORMS[form]
    variant = misleading_variant(chart, {wrong}, BALD)
    assert broken(variant, chart) == {wrong}
    assert variant.drawing(375).height > 0
    assert CREDIT in [text.words for text in variant.drawing().words]


@pytest.mark.parametrize("manner", MANNERS)
def test_a_manner_breaks_its_rules_and_no_other(manner):
    forms = {ONE_FORM[one] for one in MANNERS[manner] & ONE_FORM.keys()} or {"rank"}
    chart = BROKEN if "breaks" in MANNERS[manner] else FORMS[forms.pop()]
    assert broken(misleading_variant(chart, MANNERS[manner], BALD), chart) == MANNERS[manner]


@pytest.mark.parametrize("name", [name for name, chart in CHARTS.items() if chart.form == "rank"])
def test_bars_that_do_not_begin_at_zero_begin_at_the_axis(name):
    """Drawn whole they would lie over the names beside it, and mislead nobody."""
    drawing = misleading_variant(CHARTS[name], {"zero"}, BALD).drawing()
    picture = ElementTree.fromstring(to_svg(drawing, label="a chart"))
    axis = drawing.axis.start
    marks = [one for one in picture.iter() if one.get("data-figure") and one.tag.endswith("rect")]
    assert min(float(mark.get("x")) for mark in marks) == pytest.approx(axis, abs=0.5)


def test_every_form_has_its_variant_in_a_lesson(third):
    asked = [one.chart for one in third.questions.values() if one.kind == "mend"]
    assert sorted(chart.form for chart in asked) == sorted(FORMS)


def test_a_chart_of_a_lesson_has_no_more_notes_than_a_class_can_read(third):
    asked = [one.chart for one in third.questions.values() if one.kind == "mend"]
    assert max(len(chart.notes) for chart in asked) <= 6


def test_nothing_wrong_is_the_chart_itself():
    chart = CHARTS["fourth-largest"]
    assert misleading_variant(chart, [], BALD) is chart


def test_who_cannot_see_the_picture_is_told_what_misleads_in_it():
    chart = CHARTS["fourth-largest"]
    alt = misleading_variant(chart, MANNERS["eager"], BALD).alt
    assert "The bars begin at 180,000, not at zero." in alt
    assert "There are no notes." in alt
    assert alt.startswith(BALD)


def test_a_variant_offers_nothing_to_quote_or_to_make_again():
    variant = misleading_variant(CHARTS["fourth-largest"], {"notes"}, "")
    assert (variant.sentence, variant.as_code()) == ("", "")


def test_a_rule_judges_what_is_drawn_and_not_how_it_was_made():
    chart = CHARTS["fourth-largest"]
    records = tuple({**row, "status": "confirmed"} for row in chart.selection.records)
    selection = replace(chart.selection, records=records)
    other = replace(chart, selection=selection, source_line="Source: us")
    assert broken(other, chart) == {"status", "source"}


@pytest.fixture
def eager():
    return Lesson("third").mend(
        "eager",
        "Mend it.",
        chart=CHARTS["fourth-largest"],
        manner="eager",
        headline=BALD,
    )


def test_a_chart_is_mended_step_by_step(eager):
    hints = {rule.name: rule.hint for rule in misleading.RULES}
    told = eager.answer(["zero"])
    assert told.lines == (("-", f"It still misleads in two ways. {hints['headline']}"),)
    told = eager.answer(["zero", "headline"])
    assert told.lines == (("-", f"It still misleads in one way. {hints['notes']}"),)
    told = eager.answer(["zero", "headline", "notes"])
    assert told.right
    assert "Its notes (6) are back" in told.text()
    assert eager.drawn(eager.given) is eager.chart


def test_ticking_everything_mends_nothing(eager):
    told = eager.answer(list(CHANGES))
    assert not told.right
    hints = {rule.name: rule.hint for rule in misleading.RULES}
    assert told.lines == (
        ("-", f"It still misleads in two ways. {hints['bounds']}"),
        ("-", f"Six of your changes do nothing: {REST.format('those ways', 'ones')}"),
    )


REST = "the chart was not wrong in {}. Which {}?"


@pytest.mark.parametrize("many", range(7))
def test_a_needless_tick_costs(eager, many):
    """A chart that keeps every rule is not answered by ticking all that does no harm."""
    mends = ["zero", "headline", "notes"]
    needless = [one for one in CHANGES if one not in {*mends, *HARM}][:many]
    told = eager.answer([*mends, *needless])
    assert told.right == (not needless)
    if many == 1:
        rest = REST.format("that way", "one")
        assert told.lines == (("-", f"One of your changes does nothing: {rest}"),)


def test_an_empty_check_tells_nothing(eager):
    with pytest.raises(NotAnAnswer, match="tick what you would change first"):
        eager.answer([])
    assert (eager.tries, eager.verdict) == (0, None)


def test_a_change_that_there_is_not_is_refused(eager):
    with pytest.raises(NotAnAnswer, match='Did you mean "notes'):
        eager.answer(["note"])


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"manner": "shy"}, 'No manner is named "shy". Choose from: eager'),
        ({"headline": ""}, "goes with a manner that has one"),
        ({"manner": "smooth"}, "goes with a manner that has one"),
        ({"chart": CHARTS["way-of-the-100000"]}, "zero can go wrong in one form alone: rank"),
        ({"manner": "steady"}, "breaks can go wrong in one form alone: history"),
    ],
)
def test_a_variant_that_cannot_be_is_refused(wrong, told):
    asked = {"chart": CHARTS["fourth-largest"], "manner": "eager", "headline": BALD}
    with pytest.raises(ValueError, match=told):
        Lesson("third").mend("q", "Mend it.", **asked | wrong)


def test_a_manner_that_changes_nothing_in_a_chart_is_told():
    exact = CHARTS["with-paramilitary"]  # bare numbers, as its source prints them
    smooth = Lesson("third").mend("q", "Mend it.", chart=exact, manner="smooth", headline="")
    with pytest.raises(ValueError, match="q: this chart has nothing for bounds to go wrong with"):
        smooth.solution(["bounds", "status"])


def test_the_chart_follows_the_ticks_and_shows_what_misleads(eager):
    box = eager.widget()
    view, shown = box.children
    assert shown.chart.headline == BALD
    view.ticked = ["headline"]
    assert shown.chart.headline == eager.chart.headline
    assert shown.chart.notes == ()
    eager.answer(["zero", "headline", "notes"])
    assert shown.chart is eager.chart
