"""What the engraver does not know it refuses: no mark is left out, none is drawn as another."""

import copy

import pytest
from headcount.charts.chart import named_chart
from headcount.render.svg import SvgError, to_svg


@pytest.fixture
def drawing(data) -> dict:
    return copy.deepcopy(named_chart(data, "who-said-100000").drawing(600))


def scattered(drawing: dict, mode: str) -> dict:
    return next(trace for trace in drawing["data"] if trace.get("mode") == mode)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda d: d["data"][0].update(type="pie"), "type 'pie' is not known; bar and scatter are"),
        (lambda d: d["data"][0].update(error_x={}), "trace 1: 'error_x' is not known"),
        (lambda d: scattered(d, "markers")["marker"].update(opacity=0.5), "marker: 'opacity'"),
        (lambda d: d["layout"].update(images=[]), "layout: 'images' is not known"),
        (lambda d: d["layout"]["xaxis"].update(visible=True), "visible True is not known; False"),
        (lambda d: d["layout"]["xaxis"].update(type="log"), "layout, xaxis: 'type'"),
        (
            lambda d: d["layout"]["annotations"][2].update(showarrow=True),
            "3: showarrow True",
        ),
        (lambda d: d["layout"]["annotations"][0].update(textangle=90), "'textangle' is not known"),
        (lambda d: scattered(d, "lines").update(mode="lines+markers"), r"mode 'lines\+markers'"),
        (lambda d: scattered(d, "lines")["line"].update(dash="dashdot"), "dashed 'dashdot'"),
        (lambda d: scattered(d, "markers")["marker"].update(symbol="star"), "looks like 'star'"),
    ],
)
def test_a_word_that_is_not_known_is_named(drawing, spoil, said):
    to_svg(drawing)
    spoil(drawing)
    with pytest.raises(SvgError, match=said):
        to_svg(drawing)


def test_all_faults_are_told_at_once(drawing):
    drawing["data"][0]["fill"] = "tozeroy"
    drawing["layout"]["annotations"][0]["textangle"] = 90
    with pytest.raises(SvgError) as told:
        to_svg(drawing)
    assert len(str(told.value).splitlines()) == 2


@pytest.mark.parametrize("stroke", ["M0,0C1,1,2,2,3,3", "M0,0l1,1", "M0,0A1,1,0,0,0,2,2"])
def test_a_stroke_that_is_bent_or_tells_a_step_is_refused(data, stroke):
    drawing = copy.deepcopy(named_chart(data, "claim-to-scale").drawing(600))
    next(one for one in drawing["layout"]["shapes"] if one["type"] == "path")["path"] = stroke
    with pytest.raises(SvgError, match="no stroke is"):
        to_svg(drawing)
