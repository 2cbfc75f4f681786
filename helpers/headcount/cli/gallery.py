"""The verb `gallery`: charts in every format, to be looked at."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from headcount.cli.arguments import DATA
from headcount.cli.verb import argument, verb


@verb(
    argument("charts", metavar="CHART", nargs="*", help="a chart of charts.toml (default: all)"),
    argument("--out", metavar="DIR", type=Path, default=Path("gallery"), help="(default: gallery)"),
    DATA,
)
def gallery(chosen: Namespace) -> int:
    """Draw charts in every format onto one page, to be looked at."""
    from headcount.charts.chart import chart_names, named_chart
    from headcount.figures import package
    from headcount.publish.export.gallery import gallery as draw
    from headcount.render.drawing import BrowserError, shared_studio

    data = package.read(chosen.data)
    try:
        wanted = [named_chart(data, name) for name in chosen.charts or chart_names(data)]
        page = draw(wanted, chosen.out, shared_studio(), lambda file: print(f"  {file}"))
    except (BrowserError, LookupError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(page)
    return 0
