"""The marks of a ladder: who spoke, in which order, and the figure at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headcount.charts import tiles
from headcount.charts.axis import area
from headcount.charts.ladder.plan import RADIUS, Plan, lay_out
from headcount.charts.ladder.selection import Rung, Selection
from headcount.render.layout import Drawing
from headcount.render.style import ACCENT, HIGHLIGHT, OTHERS, PAPER, Scale

_SHAPES = {False: ("circle", OTHERS), True: ("diamond", HIGHLIGHT)}
_KEY = {
    (True, False): "",
    (False, False): "Not named",
    (True, True): "Takes a side",
    (False, True): "Takes a side, not named",
}


def draw(
    selection: Selection, hovers: Sequence[str], width: int, height: int | None = None
) -> Drawing:
    """Draw the marks of a ladder; see `headcount.charts.form.Form`.

    Who takes a side is a diamond, who is not named is hollow; at the end of each way stands the
    figure, hollow, hatched or solid as everywhere, crossed out where it is a denial.
    """
    scale = Scale.for_width(width)
    plan = lay_out(selection, width, scale, height)
    said = dict(zip(selection.rows["figure_id"], hovers, strict=True))
    layout = area(plan.height, 0, 0, x=[0, width]) | {
        "annotations": plan.texts,
    }
    traces = [*_links(plan), *_rungs(plan, selection, said), *_ends(plan, said)]
    return {"data": [*traces, *_key(plan, selection)], "layout": layout}


def _links(plan: Plan) -> Iterator[dict]:
    if not plan.links:
        return
    points = [
        (*point, figure) if point else (None, None, figure)
        for figure, corners in plan.links
        for point in (*corners, None)
    ]
    yield {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _, _ in points],
        "y": [y for _, y, _ in points],
        "customdata": [figure for _, _, figure in points],
        "line": {"color": OTHERS, "width": 1.5},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _look(rung: Rung, selection: Selection) -> tuple[bool, bool]:
    """Return whether a speaker is named, and whether he takes a side."""
    interest = selection.interests.get(rung.hop.interest, {})
    return rung.hop.named, bool(interest.get("takes_sides"))


def _marker(look: tuple[bool, bool]) -> dict:
    named, side = look
    symbol, colour = _SHAPES[side]
    return {
        "symbol": symbol,
        "size": 2 * RADIUS - 1 + side,
        "color": colour if named else PAPER,
        "line": {"color": colour, "width": 2},
    }


def _rungs(plan: Plan, selection: Selection, said: Mapping[str, str]) -> Iterator[dict]:
    for look in _KEY:
        here = [(rung, at) for rung, at in plan.rungs if _look(rung, selection) == look]
        if here:
            yield tiles.point([y for _, (_, y) in here], _marker(look)) | {
                "x": [x for _, (x, _) in here],
                "customdata": [rung.figures[0] for rung, _ in here],
                "hovertext": [said[rung.figures[0]] for rung, _ in here],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "showlegend": False,
            }


def _ends(plan: Plan, said: Mapping[str, str]) -> Iterator[dict]:
    return tiles.traces(
        tiles.Tile(row["figure_id"], row["status"], said[row["figure_id"]], x, y, ACCENT)
        for row, (x, y) in plan.ends
    )


def _key(plan: Plan, selection: Selection) -> Iterator[dict]:
    """Say what shapes and fills mean, for those in view."""
    looks = {_look(rung, selection) for rung, _ in plan.rungs}
    for look, name in _KEY.items():
        if name and look in looks:
            yield tiles.entry(name, tiles.point([None], _marker(look)))
    yield from tiles.key((row["status"] for row, _ in plan.ends), ACCENT)
