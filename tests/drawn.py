"""What a scene looks like once it is set as SVG and Chromium shows it: its texts' and marks' boxes.

A mark that says a figure (bar, point, line) may not touch a word; axes, guides and brackets, which
are layout shapes, may pass behind one.
"""

from __future__ import annotations

from dataclasses import dataclass

from headcount.render.scene import Scene
from headcount.render.svg import to_svg
from playwright.sync_api import Page

_LOOK = """(picture) => {
    document.body.innerHTML = picture;
    const chart = document.querySelector('svg');
    const origin = chart.getBoundingClientRect();
    const box = (node) => {
        const r = node.getBoundingClientRect();
        return {left: r.left - origin.left, top: r.top - origin.top,
                right: r.right - origin.left, bottom: r.bottom - origin.top,
                text: node.textContent};
    };
    const all = (selector) => [...chart.querySelectorAll(selector)];
    // A line is taken as the points along it: its box would hold all that it passes.
    const along = (path) => {
        const points = [];
        for (let at = 0; at <= path.getTotalLength(); at += 5) {
            const {x, y} = path.getPointAtLength(at);
            points.push({left: x - 1, right: x + 1, top: y - 1, bottom: y + 1, text: ''});
        }
        return points;
    };
    return {
        // Words and the numbers raised behind them are one text.
        texts: all('g[id] > text, g[id] > g').map(box),
        bars: all('#marks rect').map(box),
        points: all('#marks circle, #marks path[d*="Z"]').map(box),
        lines: all('#marks path:not([d*="Z"])').flatMap(along),
        width: origin.width, height: origin.height,
    };
}"""


@dataclass(frozen=True)
class Box:
    """Where something is drawn, in pixels from the picture's top left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def overlaps(self, other: Box, slack: float = 1.0) -> bool:
        """Whether two boxes share more than `slack` pixels both across and down."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and down > slack


@dataclass(frozen=True)
class Drawing:
    """A scene as it is seen."""

    texts: list[Box]
    bars: list[Box]
    points: list[Box]
    lines: list[Box]
    width: float
    height: float

    def cut(self) -> list[str]:
        """Return the texts that reach beyond the picture."""
        return [
            box.text
            for box in self.texts
            if box.left < -0.5
            or box.top < -0.5
            or box.right > self.width + 0.5
            or box.bottom > self.height + 0.5
        ]

    def collisions(self) -> list[tuple[str, str]]:
        """Return the pairs of texts that overlap, and the texts that lie on a mark."""
        pairs = [
            (one.text, other.text)
            for at, one in enumerate(self.texts)
            for other in self.texts[at + 1 :]
            # line boxes are taller than letters: lines set tight may share their leading
            if one.overlaps(other, slack=3)
        ]
        on_marks = [
            (text.text, kind)
            for text in self.texts
            for kind, marks, slack in (
                ("a bar", self.bars, 3),
                ("a point", self.points, 3),
                ("a line", self.lines, 1),
            )
            if any(
                mark.right > mark.left and mark.bottom > mark.top and text.overlaps(mark, slack)
                for mark in marks
            )
        ]
        return pairs + on_marks


def draw(page: Page, scene: Scene) -> Drawing:
    """Set a scene as SVG, and look at it in `page`."""
    seen = page.evaluate(_LOOK, to_svg(scene))
    kinds = {
        name: [Box(**box) for box in seen.pop(name)]
        for name in ("texts", "bars", "points", "lines")
    }
    return Drawing(**kinds, **seen)
