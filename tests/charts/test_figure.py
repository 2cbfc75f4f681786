"""Plotly figures: they show what the picture shows, and are what plotly's users know.

Read from outside, as `Chart.figure` gives them; the last tests open them in a browser.
"""

from __future__ import annotations

import json
import math
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import plotly.graph_objects as go
import pytest
from headcount.charts import charts_file
from headcount.charts.chart import Chart, chart_names, make_chart, named_chart
from headcount.figures.package import find_folder, read
from headcount.figures.quantity import Quantity
from headcount.figures.status import KEY_WORDS, kind
from headcount.notebook.explore import explore
from headcount.render.style import PAPER, TINTS
from headcount.render.svg import to_svg
from headcount.render.typesetting import measure
from plotly.offline import get_plotlyjs

from tests.exploring import covering, samples

CHARTS = chart_names(read())
WIDTHS = (680, 375)
LARGEST = 120_000  # bytes of JSON
ASKED = charts_file.read(read())
ONE_OF_EACH = {ASKED[name].get("form", charts_file.DEFAULT): name for name in reversed(CHARTS)}
"""A chart of each form."""


UPWARDS, DOWNWARDS = {"triangle-right", "triangle-up"}, {"triangle-left", "triangle-down"}
"""The signs of what has no upper bound, and of what is nothing but one."""


class Point(NamedTuple):
    """One row as the figure shows it."""

    trace: go.Scatter | go.Bar
    at: int

    @property
    def figure_id(self) -> str:
        return self.trace.customdata[self.at]

    def on(self, axis: str) -> Any:
        return self.trace[axis][self.at]

    @property
    def status(self) -> str:
        """Return what its look says of how it is known."""
        marker = self.trace.marker
        if self.trace.type == "scatter" and marker.symbol.startswith("x"):
            return "denied"
        if marker.color == PAPER:
            return "said"
        return "estimated" if marker.color in TINTS.values() else "counted"

    def bounds(self, figure: go.Figure, axis: str) -> tuple[float, float]:
        """Return from where to where it is drawn; an open end is infinite."""
        number = self.on(axis)
        if self.trace.type == "bar" and self.trace.base is not None:
            return self.trace.base[self.at], self.trace.base[self.at] + number
        error = self.trace[f"error_{axis}"]
        plus = error.array[self.at] if error.array is not None else 0
        minus = error.arrayminus[self.at] if error.arrayminus is not None else 0
        if self.trace.type == "scatter" and self.trace.marker.symbol in DOWNWARDS:
            return 0, number  # it stands for all below
        return number - minus, math.inf if self.is_open(figure, axis) else number + plus

    def is_open(self, figure: go.Figure, axis: str) -> bool:
        across = "x" if axis == "y" else "y"
        if self.trace.type == "scatter":
            return self.trace.marker.symbol in UPWARDS
        return any(
            "→" in text
            for one in figure.data
            if one.text is not None
            for at, text in zip(one[across], one.text, strict=True)
            if at == self.on(across)
        )


def points(figure: go.Figure) -> Iterator[Point]:
    for trace in figure.data:
        if trace.meta == "figures":
            yield from (Point(trace, at) for at in range(len(trace.customdata)))


@pytest.fixture(scope="module", params=samples(CHARTS, everyday=1, long=8))
def sample(request, data) -> list[tuple[Chart, go.Figure]]:
    """Give the named chart, and charts that its explorer comes to, with their figures."""
    name, many = request.param
    shown = [named_chart(data, name), *covering(explore(data, name), many)]
    return [(one, one.figure(WIDTHS[at % 2])) for at, one in enumerate(shown)]


@pytest.fixture(params=ONE_OF_EACH, scope="module")
def one(request, data) -> Chart:
    """Give a chart of each form in turn."""
    return named_chart(data, ONE_OF_EACH[request.param])


def lines(text: str) -> list[str]:
    """Return the lines of a text as they are printed, without the numbers raised behind them."""
    return [
        unescape(re.sub(r"</?b>", "", line))
        for line in re.sub(r"\s?<sup>[\d,]+</sup>", "", text).split("<br>")
    ]


def squeeze(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", " ".join(lines(text)))


def raised(text: str) -> set[int]:
    return {int(one) for found in re.findall(r"<sup>([\d,]+)", text) for one in found.split(",")}


# --- what the picture shows ---------------------------------------------------------------------


def test_it_shows_the_figures_of_the_picture(sample):
    for shown, figure in sample:
        carried = {point.figure_id for point in points(figure)}
        assert carried == set(shown.rows["figure_id"]), shown.choice
        pictured = set(re.findall('data-figure="([^"]+)"', to_svg(shown.drawing(680))))
        assert pictured <= carried, shown.choice


def test_every_row_is_one_point(sample):
    for shown, figure in sample:
        want = Counter(shown.rows["figure_id"])
        if shown.form == "promise":  # what came of two promises stands under both
            want = Counter(one for each in shown.selection.promises for one in each.figures)
        if shown.form == "per-head":  # a rate by each count
            for row in shown.rows.to_dict("records"):
                want[row["figure_id"]] = sum(rate is not None for rate in row["rates"])
        if shown.form == "scale" and shown.selection.shares:  # its share of each of the others
            want[shown.rows["figure_id"][0]] = len(shown.rows) - 1
        assert Counter(point.figure_id for point in points(figure)) == want, shown.choice


def stated(shown: Chart) -> dict[str, list[Quantity]]:
    """Return the amounts that stand on the axis, by figure."""
    found: dict[str, list[Quantity]] = {}
    for row in shown.rows.to_dict("records"):
        rates = row["rates"] if shown.form == "per-head" else [row["amount"]]
        found[row["figure_id"]] = [rate for rate in rates if rate is not None]
    return found


def test_bounds_are_drawn_as_the_rows_have_them(sample):
    for shown, figure in sample:
        if shown.form in ("timeline", "ladder"):
            continue
        if shown.form == "promise" and not shown.selection.unit:
            continue  # people and guns share no scale
        if shown.form == "scale" and shown.selection.shares:
            continue
        known = stated(shown)
        status = dict(zip(shown.rows["figure_id"], shown.rows["status"], strict=True))
        axis = "y" if shown.form == "history" else "x"
        for point in points(figure):
            if status[point.figure_id] == "denied":
                assert point.on(axis) == 0
                continue
            if shown.form == "promise" and not known[point.figure_id][0].is_number:
                continue  # "confirmed without a number" stands at its row
            want = [(amount.least, amount.most) for amount in known[point.figure_id]]
            assert point.bounds(figure, axis) in [pytest.approx(one) for one in want], shown.choice


def test_a_share_is_drawn_with_its_bounds(data):
    shown = named_chart(data, "claim-as-a-share")
    figure = shown.figure()
    first = shown.rows["figure_id"][0]
    found = [point.bounds(figure, "x") for point in points(figure) if point.figure_id == first]
    for (least, most), part in zip(found, shown.selection.shares, strict=True):
        numbers = [100 * n for n in (part.low, part.value, part.high) if n is not None]
        assert min(numbers) >= least - 1e-9
        assert max(numbers) <= most + 1e-9


def test_how_a_figure_is_known_is_in_its_look_and_in_the_legend(sample):
    for shown, figure in sample:
        status = dict(zip(shown.rows["figure_id"], shown.rows["status"], strict=True))
        for point in points(figure):
            known = status[point.figure_id]
            want = "denied" if known == "denied" else kind(known)
            assert point.status == want, (shown.choice, point.figure_id)
            words = "Denied" if want == "denied" else KEY_WORDS[want]
            name = squeeze(point.trace.name).casefold()
            assert squeeze(words).casefold() in name or known in name, point.trace.name


def test_a_denial_is_no_amount(data):
    """Each figure that is denied is crossed, wherever figures of its kind can be drawn."""
    for name in CHARTS:
        shown = named_chart(data, name)
        for point in points(shown.figure()):
            if shown.rows.set_index("figure_id").loc[point.figure_id, "status"] == "denied":
                assert point.trace.marker.symbol == "x-thin"
                assert point.trace.name == "Denied"


def test_the_numbers_of_notes_stand_at_the_names(sample):
    for shown, figure in sample:
        notes = dict(zip(shown.rows["figure_id"], shown.rows["note_numbers"], strict=True))
        numbered = {note.number: note.text for note in shown.notes if note.number is not None}
        notes_under = {squeeze(text) for text in named(figure, "note")}
        under = {one for one, text in numbered.items() if squeeze(f"{one} {text}") in notes_under}
        everywhere = set()
        ticks = figure.layout.yaxis.tickvals
        for point in points(figure):
            names = point.trace.name
            if shown.form == "spread":  # of a crowd, some stand nearer to another's name
                families = [one.origin.figures for one in shown.selection.families]
                row = next(at for at, one in enumerate(families) if point.figure_id in one)
                names += figure.layout.yaxis.ticktext[row]
            elif ticks:
                row = min(range(len(ticks)), key=lambda at: abs(ticks[at] - point.on("y")))
                names += figure.layout.yaxis.ticktext[row]
            own = under & set(notes[point.figure_id])
            assert own <= raised(names), (shown.choice, point.figure_id)
            everywhere |= raised(names)
            said = squeeze(point.trace.hovertext[point.at])
            for number in notes[point.figure_id]:
                assert squeeze(f"{number} {numbered[number]}") in said
        assert everywhere == under <= set(numbered), shown.choice


def test_pointing_says_amount_status_date_and_source(data):
    for name in CHARTS:
        shown = named_chart(data, name)
        hovers = dict(zip(shown.rows["figure_id"], shown.hovers, strict=True))
        for point in points(shown.figure()):
            assert point.trace.hovertext[point.at] == hovers[point.figure_id]
            assert point.trace.hovertemplate == "%{hovertext}<extra></extra>"


# --- axes ---------------------------------------------------------------------------------------


def test_lengths_start_at_zero(sample):
    for shown, figure in sample:
        if shown.form in ("timeline", "ladder"):
            continue
        axis = figure.layout["yaxis" if shown.form == "history" else "xaxis"]
        if axis.range[0]:  # points need no zero, and the axis says where it begins
            assert shown.form == "spread"
            assert "the axis begins at" in axis.title.text.replace("<br>", " ")
            lowest = min(
                point.trace.base[point.at] if point.trace.type == "bar" else point.on("x")
                for point in points(figure)
            )
            assert 0 < axis.range[0] < lowest
            continue
        assert axis.rangemode == "tozero"
        floats = [trace for trace in figure.data if trace.type == "bar" and trace.base is not None]
        # only a range stands by itself, and what a share leaves of the whole
        assert (
            not floats or shown.form in ("spread", "history", "per-head") or shown.selection.shares
        )


def test_every_axis_of_amounts_dates_or_hops_says_what_it_is(sample):
    for shown, figure in sample:
        axes = [figure.layout.xaxis]
        if shown.form == "history":
            axes.append(figure.layout.yaxis)
        assert all(axis.title.text for axis in axes)


def test_dates_are_dates(sample):
    for shown, figure in sample:
        if shown.form not in ("timeline", "history"):
            assert figure.layout.xaxis.type != "date"
            continue
        assert figure.layout.xaxis.type == "date"
        has_columns = shown.form == "history" and shown.selection.are_columns
        assert bool(figure.layout.xaxis.rangeslider.visible) != has_columns
        first, last = map(date.fromisoformat, figure.layout.xaxis.range)
        for point in points(figure):
            is_span = point.trace.type == "bar" and shown.form == "timeline"
            day = date.fromisoformat(point.trace.base[point.at] if is_span else point.on("x"))
            assert first <= day <= last


def test_a_day_stands_at_its_day_and_a_month_along_it(data):
    shown = named_chart(data, "from-claim-to-troops")
    known = {point.figure_id: point for point in points(shown.figure())}
    day = known["prk-soldiers-pentagon-2024-10-29"]
    assert day.on("x") == "2024-10-28"
    month = known["prk-volunteers-100k-business-insider-2022"]
    assert month.trace.base[month.at] == "2022-08-01"
    assert month.on("x") == 31 * 86_400_000


def test_hops_are_hops(data):
    shown = named_chart(data, "who-said-100000")
    rows = shown.rows.set_index("figure_id")
    for point in points(shown.figure()):
        assert point.on("x") == rows.loc[point.figure_id, "way"][-1].number


# --- words --------------------------------------------------------------------------------------


def named(figure: go.Figure, name: str) -> list[str]:
    return [one.text for one in figure.layout.annotations if one.name == name]


def test_every_word_is_there(sample):
    for shown, figure in sample:
        title = figure.layout.title
        assert squeeze(title.text) == squeeze(shown.headline)
        if shown.form != "scale":  # its deck tells of squares, which are not here
            assert squeeze(title.subtitle.text) == squeeze(shown.deck)
        assert title.subtitle.text
        assert "square" not in title.subtitle.text
        # the notes and sources that stand under the picture, in its words
        words = [text.words for text in shown.drawing(680).words]
        said = squeeze("".join(words))
        notes = [squeeze(text) for text in named(figure, "note")]
        assert all(text in said for text in notes)
        every = {squeeze(f"{note.number or ''} {note.text}") for note in shown.notes}
        assert set(notes) - every == {text for text in notes if "morenote" in text}
        assert len(notes) == len(every) or "morenote" in notes[-1]
        (source,) = named(figure, "source")
        assert squeeze(source) in said
        assert [squeeze(text) for text in named(figure, "credit")] == [squeeze(shown.credit_line)]


def wide(text: str, size: float, *, bold: bool = False) -> float:
    return max(measure(line, size, bold=bold) for line in lines(text))


def test_no_word_is_wider_than_its_place(sample):
    for shown, figure in sample:
        layout = figure.layout
        plot = layout.width - layout.margin.l - layout.margin.r
        tall = layout.height - layout.margin.t - layout.margin.b
        inside = layout.width - layout.title.pad.l
        assert wide(layout.title.text, layout.title.font.size, bold=True) <= inside
        assert wide(layout.title.subtitle.text, layout.title.subtitle.font.size) <= inside
        for one in layout.annotations:
            if one.xref == "paper":
                start = layout.margin.l + one.xshift
                assert start >= 0
                assert start + wide(one.text, one.font.size) <= layout.width
        for text in layout.yaxis.ticktext or ():
            assert wide(text, layout.font.size, bold="<b>" in text) <= layout.margin.l
        assert wide(layout.xaxis.title.text, layout.xaxis.title.font.size) <= plot
        if layout.yaxis.title.text:
            assert wide(layout.yaxis.title.text, layout.yaxis.title.font.size) <= tall
        for trace in figure.data:
            if trace.showlegend:
                assert wide(trace.name, layout.legend.font.size) <= layout.width - 40, shown.choice


def test_notes_end_above_the_edge(sample):
    for _, figure in sample:
        layout = figure.layout
        last = layout.annotations[-1]
        end = -last.yshift + len(lines(last.text)) * last.font.size * 1.3
        assert end <= layout.margin.b
        yshifts = [one.yshift for one in layout.annotations if one.yref == "paper" and one.y == 0]
        beneath = [one for one in yshifts if one < 0]
        assert beneath == sorted(beneath, reverse=True)


@pytest.mark.parametrize("width", [280, 1200])
def test_it_is_laid_out_for_any_width(one, width):
    assert one.figure(width).layout.width == width


def test_a_height_is_filled_and_nothing_is_cut_for_it(one):
    low = one.figure().layout
    assert one.figure(height=100).layout.height == low.height
    high = one.figure(height=low.height + 200).layout
    assert high.height == low.height + 200
    assert (high.margin.t, high.margin.b) == (low.margin.t, low.margin.b)


def test_too_narrow_a_figure_is_refused(data):
    with pytest.raises(ValueError, match="at least 280 pixels"):
        named_chart(data, CHARTS[0]).figure(200)


# --- what plotly's users expect -----------------------------------------------------------------


def test_a_legend_entry_turns_off_its_rows_and_no_others(sample):
    for shown, figure in sample:
        every = Counter(point.figure_id for point in points(figure))
        for entry in [trace for trace in figure.data if trace.showlegend]:
            off = go.Figure(figure)
            off.update_traces(visible="legendonly", selector={"legendgroup": entry.legendgroup})
            left = [trace for trace in off.data if trace.visible is None]
            gone = Counter(
                point.figure_id for point in points(figure) if point.trace.name == entry.name
            )
            shows = Counter(
                one for trace in left if trace.meta == "figures" for one in trace.customdata
            )
            assert every - shows == gone, shown.choice
            assert not any(trace.name == entry.name for trace in left)
        entries = [trace.name for trace in figure.data if trace.showlegend]
        assert len(entries) == len(set(entries))
        assert {point.trace.name for point in points(figure)} <= set(entries)


def test_it_is_small_and_a_reader_can_read_its_numbers(sample):
    for _, figure in sample:
        text = figure.to_json()
        assert len(text) < LARGEST
        assert '"bdata"' not in text  # the key of numbers that are packed


def test_nothing_is_uploaded_and_no_picture_leaves_without_its_record(one):
    assert set(one.figure().layout.modebar.remove) >= {"sendChartToCloud", "toImage"}


def test_it_says_what_it_is_made_of(one):
    meta = json.loads(one.figure().to_json())["layout"]["meta"]
    assert meta["figures"] == list(one.rows["figure_id"])
    assert meta["record"] == one.record
    assert meta["source_line"] == one.source_line
    assert [note["text"] for note in meta["notes"]] == [note.text for note in one.notes]


@pytest.mark.parametrize("template", ["plotly_white", "plotly_dark", "ggplot2", "simple_white"])
def test_another_template_keeps_the_words(one, template):
    plain, other = one.figure(), one.figure().update_layout(template=template)
    for figure in (plain, other):
        assert figure.layout.title.text
        assert figure.layout.font.family.startswith("Arial")
    assert plain.layout.annotations == other.layout.annotations
    # what has no color of its own takes that of the template, and is read on its ground
    assert all(text.font.color is None for text in other.layout.annotations)
    assert other.layout.title.font.color is None


def test_plotlys_own_verbs_work(one, tmp_path):
    figure = one.figure()
    figure.update_layout(height=900, title="Mine").update_traces(opacity=0.5)
    where = "2024-01-01" if figure.layout.xaxis.type == "date" else 1
    figure.add_vline(x=where, line_dash="dash", annotation_text="here")
    figure.update_xaxes(range=figure.layout.xaxis.range)
    figure.write_html(tmp_path / "page.html", include_plotlyjs=False)
    assert squeeze(one.source_line)[:20] in squeeze((tmp_path / "page.html").read_text("utf-8"))


def test_a_dark_figure_has_the_same_rows_and_words(one):
    light, dark = one.figure(), one.figure(dark=True)
    assert [point.figure_id for point in points(light)] == [
        point.figure_id for point in points(dark)
    ]
    assert light.layout.annotations == dark.layout.annotations
    assert dark.layout.template.layout.paper_bgcolor != light.layout.template.layout.paper_bgcolor


HOSTILE = "<b>A</b><br>& <script>alert(1)</script>"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    """Copy the data with markup in the names of countries, sources and speakers."""
    folder = Path(shutil.copytree(find_folder(), tmp_path_factory.mktemp("hostile") / "data"))
    for file, words in {
        "countries.csv": ["North Korea", "Eritrea"],
        "sources.csv": ["CIA World Factbook", "KBS World", "South Korean", "Business Insider"],
        "names.csv": ["South Korean intelligence"],
        "attributions.csv": ["Igor Korotchenko", "New York Post"],
        "caveats.csv": ["Hearsay"],
    }.items():
        path = folder / file
        text = path.read_text(encoding="utf-8")
        for word in words:
            text = text.replace(word, f"{word} {HOSTILE}")
        path.write_text(text, encoding="utf-8")
    corrections = folder / "corrections.csv"  # they name what those words were, and are to be true
    head = corrections.read_text(encoding="utf-8").partition("\n")[0]
    corrections.write_text(f"{head}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("form", ONE_OF_EACH)
def test_text_from_the_data_is_text(hostile, form):
    shown = named_chart(read(hostile), ONE_OF_EACH[form])
    figure = shown.figure()
    printed = [
        figure.layout.title.text,
        figure.layout.title.subtitle.text,
        figure.layout.xaxis.title.text,
        figure.layout.yaxis.title.text or "",
        *(figure.layout.yaxis.ticktext or ()),
        *(one.text for one in figure.layout.annotations),
        *(trace.name for trace in figure.data if trace.name),
        *(text for trace in figure.data for text in (trace.text or ())),
        *(text for trace in figure.data for text in (trace.hovertext or ())),
    ]
    assert sum("alert" in text for text in printed) >= 2
    for text in printed:
        assert not set(re.findall(r"<[^>]*>", text)) - {"<b>", "</b>", "<br>", "<sup>", "</sup>"}
        assert text.count("<b>") <= 1


# --- in a browser -------------------------------------------------------------------------------

_DRAW = """async (figure) => {
    const here = document.getElementById('figure');
    await Plotly.newPlot(here, figure.data, figure.layout, {displayModeBar: false});
}"""
_CUT = """(width) => {
    const chart = document.querySelector('#figure').getBoundingClientRect();
    return [...document.querySelectorAll('#figure text')]
        .map((text) => [text.textContent, text.getBoundingClientRect()])
        .filter(([, box]) => box.width && (
            box.left < chart.left - 1 || box.right > chart.left + width + 1
            || box.top < chart.top - 1 || box.bottom > chart.bottom + 1))
        .map(([text, box]) => [text, box.left, box.right, box.top, box.bottom]);
}"""
_BOXES = """() => Object.fromEntries(
    ['.gtitle', '.gtitle-subtitle', '.legend', '.cartesianlayer .bglayer, .plot', '.xtitle',
     '.rangeslider-container', '.ytick', '.annotation'].map((what) => {
        const boxes = [...document.querySelectorAll('#figure ' + what)]
            .map((node) => node.getBoundingClientRect()).filter((box) => box.width);
        return [what, boxes.map((box) => [box.left, box.top, box.right, box.bottom])];
    }))"""
_SEEN = """() => document.getElementById('figure')._fullData
    .filter((trace) => trace.visible === true && trace.meta === 'figures')
    .flatMap((trace) => [...trace.customdata])"""


@pytest.fixture(scope="module")
def page(browser):
    """Give a page in which plotly draws."""
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    page.set_content("<!doctype html><body style='margin:0'><div id='figure'></div>")
    page.add_script_tag(content=get_plotlyjs())
    yield page
    page.close()


def draw(page, figure: go.Figure) -> None:
    page.evaluate(_DRAW, json.loads(figure.to_json()))


def sizes() -> Iterator[Any]:
    """Yield every chart as narrow as a phone, and as wide as a notebook one of each form."""
    for name in CHARTS:
        yield pytest.param(name, WIDTHS[1])
        marks = [] if name in ONE_OF_EACH.values() else pytest.mark.slow
        yield pytest.param(name, WIDTHS[0], marks=marks)


@pytest.mark.parametrize(("name", "width"), [*sizes()])
def test_no_word_is_cut_or_under_another(page, name, width):
    draw(page, named_chart(read(), name).figure(width))
    assert page.evaluate(_CUT, width) == []
    boxes = page.evaluate(_BOXES)
    order = [".gtitle", ".gtitle-subtitle", ".legend", ".ytick", ".rangeslider-container"]
    stack = [
        (min(box[1] for box in boxes[one]), max(box[3] for box in boxes[one]))
        for one in (*order, ".xtitle")
        if boxes[one]
    ]
    for (_, bottom), (top, _) in pairwise(stack):
        assert bottom <= top + 6, boxes
    under = [box for box in boxes[".annotation"] if box[1] > stack[-1][0]]
    for one, other in pairwise(under):
        assert one[3] <= other[1] + 3


def test_a_click_in_the_legend_hides_its_rows(page, one):
    figure = one.figure()
    draw(page, figure)
    assert Counter(page.evaluate(_SEEN)) == Counter(point.figure_id for point in points(figure))
    entry = next(trace for trace in figure.data if trace.showlegend and trace.meta == "figures")
    at = [trace.name for trace in figure.data if trace.showlegend].index(entry.name)
    page.locator(".legendtoggle").nth(at).click()
    page.wait_for_timeout(600)
    left = [point.figure_id for point in points(figure) if point.trace.name != entry.name]
    assert Counter(page.evaluate(_SEEN)) == Counter(left)


def test_markup_in_the_data_is_printed(page, hostile):
    shown = named_chart(read(hostile), "fourth-largest")
    draw(page, shown.figure())
    words = page.locator("#figure").text_content()
    assert "<script>alert(1)</script>" in words
    assert "&lt;" not in words
    assert page.locator("#figure script").count() == 0


def test_it_is_drawn_from_a_choice_as_well(data):
    shown = make_chart(data, measure="active", source="cia-factbook-2025", highlight="PRK")
    assert len(list(points(shown.figure()))) == len(shown.rows)


def test_flows_are_columns_as_wide_as_their_time(data):
    """A quarter is a quarter as wide as a year; a point would say a moment."""
    figure = named_chart(data, "border-entries").figure()
    wide = {point.figure_id: point.trace.width[point.at] for point in points(figure)
            if point.trace.type == "bar"}  # fmt: skip
    assert len(wide) == 4
    ratio = wide["prk-entries-russia-2025-q1"] / wide["prk-entries-russia-2024"]
    assert ratio == pytest.approx(90 / 365, rel=0.02)
