"""PNG and PDF named by themselves are drawn again: no seal makes another picture the record's."""

from dataclasses import replace

import headcount as hc
import pytest
from headcount.publish import verify
from headcount.publish.export.kit import pictures_of
from headcount.publish.export.receipt import payload
from headcount.publish.metadata import of, pdf, png
from headcount.render.formats import FORMATS
from headcount.render.pictures import Pictures
from headcount.render.svg import size, to_svg

from .conftest import CHART


@pytest.fixture(scope="module")
def engine():
    with Pictures() as pictures:
        if pictures.missing:
            pytest.skip(pictures.missing)
        yield pictures


@pytest.fixture(scope="module")
def chart(data):
    return hc.named(data, CHART)


@pytest.fixture
def ask(data, tmp_path):
    def asked(content, name, *, folder=False):
        path = tmp_path / name
        path.write_bytes(content)
        return verify.read(data, [tmp_path if folder else path]).code

    return asked


def engraved(engine, chart, width):
    """Give the picture of a chart, with nothing in it yet."""
    one = FORMATS[width]
    svg = to_svg(chart.picture(one), named=False), *size(chart.picture(one))
    if one.is_print:
        return engine.pdf(*svg, title=chart.headline, alt=chart.alt).result()
    return engine.png(*svg, scale=1 if one.card else 2).result()


def carried(engine, chart):
    """Give what a picture of a chart carries, as who has this program can put it into any."""
    return replace(payload(chart), drawn=engine.engine)


@pytest.mark.parametrize("width", ["social", "print-column"])
def test_a_picture_is_the_one_of_its_record_or_altered(engine, chart, data, ask, width):
    one = FORMATS[width]
    (own,) = (make() for make in pictures_of(chart, {one: chart.picture(one)}, engine).values())
    put, ending = (pdf.put, "pdf") if one.is_print else (png.put, "png")
    assert ask(own, f"own.{ending}") == 0
    other = put(engraved(engine, hc.named(data, "killed"), width), carried(engine, chart))
    assert of(other).as_exported
    assert ask(other, f"other.{ending}") == 4


def test_a_picture_of_another_size_is_told_in_a_folder_too(engine, chart, data, ask):
    other = png.put(engraved(engine, hc.named(data, "killed"), "phone"), carried(engine, chart))
    assert ask(other, "other.png", folder=True) == 4


def test_what_another_engine_drew_is_held_to_its_seal_alone(engine, chart, ask):
    another = replace(payload(chart), drawn="another")
    assert ask(png.put(engraved(engine, chart, "square"), another), "a.png") == 0
