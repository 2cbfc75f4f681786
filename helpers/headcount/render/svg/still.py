"""A picture that stands in a notebook when no kernel runs."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

from headcount.render.layout import Drawing
from headcount.render.svg.picture import size, to_svg

# Everything but what ends the address or an attribute: percent signs are dear in a notebook's file,
# and so a picture's own attributes stand in the other quotes.
_PLAIN = " !$'()*+,-./0123456789:;<=>?@[]^_`{|}~"
_TAG = re.compile(r"<[^>]+>")
_QUOTED = re.compile(r'="([^"\']*)"')


def still(drawing: Drawing, *, title: str, description: str) -> str:
    """Engrave a drawing as an HTML image with its alt text, the SVG inside it.

    JupyterLab shows an SVG of a notebook that it does not trust only in this form.

    Parameters
    ----------
    drawing
        A drawing that has its size (`Chart.drawing`).
    title, description
        What it shows, in a line and in a text; the description is the alt text.

    Examples
    --------
    >>> import headcount as hc
    >>> from headcount.figures import package
    >>> shown = hc.named(package.read(), "fourth-largest")
    >>> still(shown.drawing(680), title=shown.headline, description="Nine bars.")[:26]
    '<p><img alt="Nine bars." w'
    """
    # No mark of an image can be asked whose it is, and the alt text need not be said twice.
    engraved = to_svg(drawing, title=title, named=False)
    picture = _TAG.sub(lambda tag: _QUOTED.sub(r"='\1'", tag[0]), engraved)
    width, height = size(drawing)
    return (
        f'<p><img alt="{html.escape(description)}" width="{width:g}" height="{height:g}" '
        f'src="data:image/svg+xml,{quote(picture, safe=_PLAIN)}"></p>'
    )
